package dev.ghlsync.sink.posthog;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event. PostHog collapses repetitions only when uuid, name, distinct id and time are all the same, so none of them may depend on
 * when or how often it is sent.
 *
 * @param distinctId whom it is about, an id of ours
 * @param at when it happened
 * @param properties further facts, without personal data
 */
public record Event(UUID uuid, String name, String distinctId, Instant at, Map<String, Object> properties) {
    public Event {
        properties = Map.copyOf(properties);
    }
}

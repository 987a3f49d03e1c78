package dev.ghlsync.sink.posthog;

import java.util.List;

/** Takes batches of events. */
@FunctionalInterface
public interface PostHog {
    Reply send(List<Event> batch);
}

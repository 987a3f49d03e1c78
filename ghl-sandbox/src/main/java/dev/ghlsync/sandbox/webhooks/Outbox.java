package dev.ghlsync.sandbox.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.App;
import dev.ghlsync.sandbox.access.Installs;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.settings.Live;
import dev.ghlsync.sandbox.time.Dates;
import dev.ghlsync.sandbox.time.SandboxClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events, keeps the latest of them for inspection and has them delivered. Thread-safe. */
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int KEPT = 20_000;
    private static final Duration QUIET_BOUND = Duration.ofSeconds(30);

    private final App app;
    private final SandboxClock clock;
    private final Live<WebhookSettings> settings;
    private final Stream ids;
    private final Stream disorder;
    private final Installs installs;
    private final Backlog due = new Backlog();
    private final Map<String, Delivery> kept = new LinkedHashMap<>();
    private final Map<String, Integer> made = new TreeMap<>();
    private final Breaker breaker;
    private final Courier courier;

    public Outbox(
            App app,
            Installs installs,
            SandboxClock clock,
            Live<WebhookSettings> settings,
            Signer signer,
            Seeds seeds,
            int concurrency) {
        this.app = app;
        this.installs = installs;
        this.clock = clock;
        this.settings = settings;
        this.ids = seeds.stream("webhook ids");
        this.disorder = seeds.stream("webhook disorder");
        this.breaker = new Breaker(clock, settings);
        this.courier = new Courier(due, clock, settings, signer, seeds.stream("webhook retries"), breaker, concurrency);
        breaker.start();
    }

    /** Makes the event with its envelope; fields that are absent stay absent. */
    public synchronized void publish(String type, String locationId, ObjectNode fields) {
        publishBody(type, locationId, Json.object().put("type", type).put("locationId", locationId), fields);
    }

    /** The same for events whose head differs (INSTALL, LocationUpdate): {@code head} comes first, then the fields. */
    public synchronized void publishBody(String type, String locationId, ObjectNode head, ObjectNode fields) {
        String webhookId = ids.uuid().toString();
        ObjectNode body = head;
        if (!body.has("appId")) {
            body.put("versionId", app.versionId()).put("appId", app.appId());
        }
        body.setAll(fields);
        body.put("timestamp", Dates.iso(clock.instant())).put("webhookId", webhookId);
        var delivery = new Delivery(webhookId, type, locationId, Json.bytes(body));
        keep(delivery);
        send(delivery, settings.get());
    }

    /** Sends the original bytes once more; false when no such event is kept. */
    public synchronized boolean resend(String webhookId) {
        Delivery delivery = kept.get(webhookId);
        if (delivery == null) {
            return false;
        }
        due.add(delivery, true);
        return true;
    }

    /** Kept events, oldest first, optionally of one status or type; at most {@code limit}, the newest ones. */
    public synchronized ArrayNode list(
            @Nullable String status, @Nullable String type, @Nullable String locationId, int limit) {
        var matching = kept.values().stream()
                .filter(delivery -> status == null || delivery.status().name().equals(status.toUpperCase(Locale.ROOT)))
                .filter(delivery -> type == null || delivery.type().equals(type))
                .filter(delivery -> locationId == null || delivery.locationId().equals(locationId))
                .toList();
        ArrayNode list = Json.MAPPER.createArrayNode();
        matching.subList(Math.max(0, matching.size() - limit), matching.size())
                .forEach(delivery -> list.add(delivery.json(true)));
        return list;
    }

    /** How many of the kept events are in each status, and how many of each type were ever made. */
    public synchronized ObjectNode counts() {
        ObjectNode counts = Json.object();
        for (Delivery.Status status : Delivery.Status.values()) {
            counts.put(status.name(), 0);
        }
        kept.values()
                .forEach(delivery -> counts.put(
                        delivery.status().name(),
                        counts.path(delivery.status().name()).asInt() + 1));
        counts.put("breakerFlags", breaker.flags());
        ObjectNode types = counts.putObject("made");
        made.forEach(types::put);
        return counts;
    }

    /** Waits until nothing that is due is still to be delivered, for at most half a minute of machine time. */
    public void awaitQuiet() {
        try {
            if (!due.awaitEmpty(QUIET_BOUND)) {
                LOG.warn("webhooks are still on their way after {}; going on without them", QUIET_BOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        courier.close();
    }

    private void keep(Delivery delivery) {
        made.merge(delivery.type(), 1, Integer::sum);
        kept.put(delivery.webhookId(), delivery);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    private void send(Delivery delivery, WebhookSettings now) {
        if (now.target(delivery.type()) == null) {
            delivery.settle(Delivery.Status.NO_TARGET);
        } else if (now.mutedTypes().contains(delivery.type())
                || (now.onlyWhereInstalled() && !installs.covers(delivery.locationId()))) {
            delivery.settle(Delivery.Status.NOT_SUBSCRIBED);
        } else if (now.paused()) {
            delivery.settle(Delivery.Status.PAUSED);
        } else if (disorder.chance(now.dropProbability())) {
            delivery.settle(Delivery.Status.DROPPED);
        } else {
            enqueue(delivery, now);
            if (disorder.chance(now.duplicateProbability())) {
                enqueue(delivery, now);
            }
        }
    }

    private void enqueue(Delivery delivery, WebhookSettings now) {
        long wait = now.delayMs() == 0 ? 0 : disorder.below(now.delayMs() + 1);
        if (disorder.chance(now.reorderProbability())) {
            wait += 1 + disorder.below(now.reorderMs() + 1);
        }
        clock.after(Duration.ofMillis(wait), () -> due.add(delivery, false));
    }
}

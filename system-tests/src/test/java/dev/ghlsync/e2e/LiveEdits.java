package dev.ghlsync.e2e;

import static org.awaitility.Awaitility.await;

import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * People who edit contacts in GoHighLevel at a steady rate, and the time each edit takes to its webhook's record and to {@code sync.contacts}. Only the
 * thread that made it may call its methods.
 */
final class LiveEdits implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration ARRIVAL = Duration.ofMinutes(5);
    /** The edit's number, as it stands in JSON and in Avro alike. */
    private static final Pattern MARK = Pattern.compile("live-edit-(\\d+)-");

    private final List<Target> targets;
    private final Duration every;
    private final Map<Integer, Times> times = new ConcurrentHashMap<>();
    private final ScheduledExecutorService editor = Executors.newSingleThreadScheduledExecutor();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread watcher;
    private volatile boolean closed;
    private final AtomicInteger made = new AtomicInteger();

    private record Target(Place place, String ghlId) {}

    /** Nanoseconds; 0 while it has not arrived. */
    private static final class Times {
        final long begun = System.nanoTime();
        volatile long webhook;
        volatile long contact;

        /** Returns whether it had not been seen there before. */
        boolean arrived(boolean asWebhook) {
            if ((asWebhook ? webhook : contact) != 0) {
                return false;
            }
            if (asWebhook) {
                webhook = System.nanoTime();
            } else {
                contact = System.nanoTime();
            }
            return true;
        }
    }

    /** Milliseconds from the edit. */
    record Hops(int edits, long webhookP50, long webhookP95, long contactP50, long contactP95, long contactMax) {}

    /** @param perSecond edits of all places together, spread over all their contacts */
    LiveEdits(Installation installation, List<Place> places, int perSecond) {
        this.every = Duration.ofSeconds(1).dividedBy(perSecond);
        this.targets = places.stream()
                .flatMap(place -> place.everyoneInGhl()
                        .valueStream()
                        .map(contact -> new Target(place, contact.path("id").asText())))
                .toList();
        var config = installation.kafka().clientConfig();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", "false");
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(Stream.of(Topics.GHL_WEBHOOKS, Topics.SYNC_CONTACTS)
                .map(Topic::name)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        this.watcher = Thread.ofPlatform().name("live-edits").start(this::watch);
    }

    /** Edits from now until the work is done, and returns how long its edits took. */
    Hops during(Runnable work) {
        int from = made.get();
        ScheduledFuture<?> editing = editor.scheduleAtFixedRate(this::edit, 0, every.toNanos(), TimeUnit.NANOSECONDS);
        try {
            work.run();
        } finally {
            editing.cancel(false);
        }
        if (editing.state() == Future.State.FAILED) {
            throw new IllegalStateException("An edit in GoHighLevel failed.", editing.exceptionNow());
        }
        int to = made.get();
        List<Times> mine = new ArrayList<>();
        for (int i = from; i < to; i++) {
            mine.add(times.get(i));
        }
        await("every edit on sync.contacts")
                .atMost(ARRIVAL)
                .until(() -> mine.stream().allMatch(each -> each.webhook > 0 && each.contact > 0));
        long[] webhooks = sorted(
                mine.stream().mapToLong(each -> each.webhook - each.begun).toArray());
        long[] contacts = sorted(
                mine.stream().mapToLong(each -> each.contact - each.begun).toArray());
        return new Hops(
                mine.size(),
                millis(webhooks, 0.5),
                millis(webhooks, 0.95),
                millis(contacts, 0.5),
                millis(contacts, 0.95),
                millis(contacts, 1));
    }

    private void edit() {
        int number = made.get();
        Target target = targets.get(number % targets.size());
        times.put(number, new Times());
        target.place().editedInGhl(target.ghlId(), "{\"city\": \"live-edit-" + number + "-\"}");
        made.incrementAndGet();
    }

    private void watch() {
        Map<String, Boolean> isWebhook = new HashMap<>();
        while (!closed) {
            for (var record : consumer.poll(POLL)) {
                byte[] value = record.value();
                if (value == null) {
                    continue;
                }
                boolean webhook = isWebhook.computeIfAbsent(record.topic(), Topics.GHL_WEBHOOKS.name()::equals);
                Matcher mark = MARK.matcher(new String(value, StandardCharsets.ISO_8859_1));
                while (mark.find()) {
                    arrived(Integer.parseInt(mark.group(1)), webhook);
                }
            }
        }
        consumer.close();
    }

    /** Whoever sees an edit of a contact also has what the contact's earlier edits said. */
    private void arrived(int number, boolean webhook) {
        for (int edit = number; edit >= 0; edit -= targets.size()) {
            Times seen = times.get(edit);
            if (seen == null || !seen.arrived(webhook)) {
                return;
            }
        }
    }

    private static long[] sorted(long[] nanos) {
        Arrays.sort(nanos);
        return nanos;
    }

    private static long millis(long[] sorted, double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return sorted.length == 0 ? 0 : sorted[Math.max(0, index)] / 1_000_000;
    }

    @Override
    public void close() {
        editor.shutdownNow();
        closed = true;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.ghlsync.bench.push;

import dev.ghlsync.bench.figures.Row;
import dev.ghlsync.cli.stack.JvmProfile;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.ghl.client.ContactField;
import dev.ghlsync.ghl.client.ContactUpdate;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Pushes a second against 50 ms of latency beside a loop of virtual threads that makes the same calls; how much of GoHighLevel's limit is used
 * while pushes wait; how long a push waits behind an initial sync.
 */
public final class PushBench {
    private static final int LOCATIONS = 8;
    private static final int PEOPLE = 250;
    private static final int IN_FLIGHT = 256;
    private static final long LATENCY_MS = 50;
    private static final int BURST = 100;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int WINDOWS = 4;
    private static final int LIVE = 3;
    private static final Duration BOUND = Duration.ofMinutes(4);

    public List<Row> run(Path data) {
        var options = StackOptions.of(data, StackPorts.free())
                .with(JvmProfile.STEADY)
                .with(Member.PUSHER, "PUSH_IN_FLIGHT_MAX", Integer.toString(IN_FLIGHT));
        try (var stack = LocalStack.start(options, StackListener.SILENT);
                var commands = new Commands(KafkaSettings.of(
                        stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY)))) {
            var place = new PushPlace(stack);
            var rows = new ArrayList<Row>();
            rows.addAll(speed(stack, place, commands));
            rows.add(quota(place, commands));
            rows.add(live(place, commands));
            return rows;
        }
    }

    private static List<Row> speed(LocalStack stack, PushPlace place, Commands commands) {
        place.limits(1_000_000, 0);
        List<PushPlace.Location> locations = IntStream.range(0, LOCATIONS)
                .mapToObj(i -> place.connected("speed" + i, PEOPLE))
                .toList();
        stack.stop(Member.STREAMS); // It would answer every result, and its work is not what is measured.
        place.limits(1_000_000, LATENCY_MS);
        pushed(place, commands, locations, "Warm");
        double pushes = pushed(place, commands, locations, "Pushed");
        double calls = called(stack, place, locations);
        String note = "%d contacts of %d locations, %d ms latency, at most %d at once"
                .formatted(LOCATIONS * PEOPLE, LOCATIONS, LATENCY_MS, IN_FLIGHT);
        return List.of(
                Row.rate("pushes", pushes, "pushes", note),
                Row.rate("plain loop of virtual threads", calls, "calls", note),
                Row.value("ratio", String.format(Locale.ROOT, "%.2f", pushes / calls), "aim: at least 0.8"));
    }

    private static double pushed(PushPlace place, Commands commands, List<PushPlace.Location> locations, String city) {
        long before = place.lastCall();
        locations.forEach(location -> commands.city(location, location.people(), city));
        return rate(awaited(place, before, city, LOCATIONS * PEOPLE));
    }

    private static double called(LocalStack stack, PushPlace place, List<PushPlace.Location> locations) {
        long before = place.lastCall();
        var config = GhlClientConfig.of(URI.create(stack.addresses().ghlBaseUrl()));
        var update = ContactUpdate.builder().set(ContactField.CITY, "Called").build();
        var permits = new Semaphore(IN_FLIGHT);
        try (var ghl = new GhlClient(config, Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PEOPLE; i++) {
                for (PushPlace.Location location : locations) {
                    String person = location.people().get(i);
                    permits.acquireUninterruptibly();
                    threads.execute(() -> {
                        ghl.contacts().update(location.token(), person, update);
                        permits.release();
                    });
                }
            }
        }
        return rate(awaited(place, before, "Called", LOCATIONS * PEOPLE));
    }

    private static Row quota(PushPlace place, Commands commands) {
        place.limits(1_000_000, 0);
        PushPlace.Location location = place.connected("quota", BURST * (WINDOWS + 2));
        place.limits(BURST, 0);
        long before = place.lastCall();
        commands.city(location, location.people(), "Quota");
        List<Instant> arrived = awaited(place, before, "Quota", BURST * (WINDOWS + 1));
        Instant end = arrived.getFirst().plus(WINDOW.multipliedBy(WINDOWS));
        long used = arrived.stream().filter(at -> at.isBefore(end)).count();
        return Row.value(
                "quota used while pushes wait",
                String.format(Locale.ROOT, "%.1f %%", 100.0 * used / (BURST * WINDOWS)),
                "%d requests in %d windows of %d; aim: at least 97 %%".formatted(used, WINDOWS, BURST));
    }

    private static Row live(PushPlace place, Commands commands) {
        place.limits(BURST, 0);
        PushPlace.Location location = place.connected("live", 2_000);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < LIVE; i++) {
            LockSupport.parkNanos(WINDOW.plusSeconds(3).toNanos());
            long before = place.lastCall();
            Instant asked = Instant.now();
            commands.city(location, List.of(location.people().get(i)), "Live" + i);
            Instant arrived = awaited(place, before, "Live" + i, 1).getFirst();
            Duration waited = Duration.between(asked, arrived);
            longest = waited.compareTo(longest) > 0 ? waited : longest;
        }
        return Row.value(
                "longest wait of a push behind an initial sync",
                longest.toMillis() + " ms",
                LIVE + " pushes while 2,000 contacts are read; aim: at most one window of 10 s");
    }

    private static List<Instant> awaited(PushPlace place, long before, String city, int count) {
        Instant end = Instant.now().plus(BOUND);
        List<Instant> arrived = place.updates(before, city);
        while (arrived.size() < count) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Only %d of %d updates arrived within %d s."
                        .formatted(arrived.size(), count, BOUND.toSeconds()));
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            arrived = place.updates(before, city);
        }
        return arrived;
    }

    private static double rate(List<Instant> arrived) {
        Duration span = Duration.between(arrived.getFirst(), arrived.getLast());
        return arrived.size() / (span.toMillis() / 1000.0);
    }
}

package dev.ghlsync.bench.push;

import dev.ghlsync.bench.BenchOptions;
import dev.ghlsync.bench.figures.Row;
import dev.ghlsync.cli.stack.JvmProfile;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pushes a second against 50 ms of latency beside a loop of virtual threads that makes the same calls; how much of GoHighLevel's limit is used
 * while pushes wait; how long a push waits behind an initial sync.
 */
public final class PushBench {
    private static final int LOCATIONS = 8;
    /** The sandbox remembers 10,000 calls, and a round of pushes must fit. */
    private static final int PEOPLE = 500;

    private static final long LATENCY_MS = 50;
    private static final int ROUNDS = 3;
    private static final int BURST = 100;
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int WINDOWS = 4;
    private static final int LIVE = 3;
    private static final int BEHIND = 2_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMinutes(5);

    private final int inFlight;

    public PushBench(BenchOptions options) {
        this.inFlight = options.inFlight();
    }

    public List<Row> run(Path data) {
        var options = StackOptions.of(data, StackPorts.free())
                .with(JvmProfile.STEADY)
                .with(Member.PUSHER, "PUSH_IN_FLIGHT_MAX", Integer.toString(inFlight));
        try (var stack = LocalStack.start(options, StackListener.SILENT);
                var commands = new Commands(KafkaSettings.of(
                        stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY)))) {
            var place = new PushPlace(stack);
            place.limits(0, 0);
            List<PushPlace.Location> locations = IntStream.range(0, LOCATIONS)
                    .mapToObj(i -> place.connecting("speed" + i, PEOPLE))
                    .toList();
            PushPlace.Location limited = place.connecting("quota", BURST * (WINDOWS + 2));
            await(
                    "the initial syncs",
                    () -> place.isSynced(limited) && locations.stream().allMatch(place::isSynced));
            // sync-streams would answer every result and the gateway take a webhook of every update: not what is
            // measured.
            place.noWebhooks();
            stack.stop(Member.STREAMS);
            var rows = new ArrayList<Row>();
            rows.addAll(speed(stack, place, commands, locations));
            rows.add(quota(place, commands, limited));
            stack.restart(Member.STREAMS); // An initial sync waits for it.
            rows.add(live(place, commands));
            return rows;
        }
    }

    /** Both in turn, so that what else the machine does meets both; the medians. */
    private List<Row> speed(LocalStack stack, PushPlace place, Commands commands, List<PushPlace.Location> locations) {
        place.limits(0, LATENCY_MS);
        var pushes = new ArrayList<Double>();
        var calls = new ArrayList<Double>();
        var spent = new EnumMap<Member, Duration>(Member.class);
        try (var loop = new PlainLoop(URI.create(stack.addresses().ghlBaseUrl()), inFlight)) {
            for (int round = 0; round <= ROUNDS; round++) {
                String pushed = "Pushed " + round;
                Map<Member, Duration> before = processorTime(stack);
                pushes.add(rate(place, pushed, () -> locations.forEach(each -> commands.city(each, pushed))));
                if (round > 0) {
                    processorTime(stack)
                            .forEach((member, time) ->
                                    spent.merge(member, time.minus(before.getOrDefault(member, time)), Duration::plus));
                }
                String called = "Called " + round;
                calls.add(rate(place, called, () -> loop.city(locations, called)));
            }
        }
        double pushing = median(pushes.subList(1, pushes.size()));
        double calling = median(calls.subList(1, calls.size()));
        String note = "%d contacts of %d locations, %d ms latency, at most %d at once; median of %d rounds after one"
                .formatted(LOCATIONS * PEOPLE, LOCATIONS, LATENCY_MS, inFlight, ROUNDS);
        return List.of(
                Row.rate("push: pushes", pushing, "pushes", note),
                Row.rate("push: plain loop of virtual threads", calling, "calls", note),
                Row.value(
                        "push: pushes / plain loop",
                        String.format(Locale.ROOT, "%.2f", pushing / calling),
                        "aim: at least 0.8; processor time of a push: "
                                + spent.entrySet().stream()
                                        .map(each -> "%s %,d µs"
                                                .formatted(
                                                        each.getKey().label(),
                                                        each.getValue().toNanos()
                                                                / 1_000
                                                                / ((long) ROUNDS * LOCATIONS * PEOPLE)))
                                        .collect(Collectors.joining(", "))));
    }

    private static Map<Member, Duration> processorTime(LocalStack stack) {
        var times = new EnumMap<Member, Duration>(Member.class);
        for (Member member : List.of(Member.PUSHER, Member.BROKER, Member.SANDBOX)) {
            stack.process(member).info().totalCpuDuration().ifPresent(time -> times.put(member, time));
        }
        return times;
    }

    /** Updates a second, from the first to the last. */
    private static double rate(PushPlace place, String city, Runnable work) {
        long before = place.lastCall();
        long calls = place.calls();
        work.run();
        // The list of calls is long, and asking for it all the time would take from what is measured.
        await("the updates", () -> place.calls() - calls >= LOCATIONS * PEOPLE);
        List<Instant> arrived = arrived(place, before, city, LOCATIONS * PEOPLE);
        return arrived.size()
                / (Duration.between(arrived.getFirst(), arrived.getLast()).toMillis() / 1000.0);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    /** From the first update of the first window to the first of the last, so that the pauses between windows count. */
    private static Row quota(PushPlace place, Commands commands, PushPlace.Location location) {
        place.limits(BURST, 0);
        long before = place.lastCall();
        commands.city(location, "Quota");
        List<Instant> arrived = arrived(place, before, "Quota", BURST * WINDOWS + 1);
        Duration took = Duration.between(arrived.getFirst(), arrived.get(BURST * WINDOWS));
        double permitted = (double) BURST * took.toMillis() / WINDOW.toMillis();
        return Row.value(
                "push: limit used while pushes wait",
                String.format(Locale.ROOT, "%.1f %%", 100.0 * BURST * WINDOWS / permitted),
                "%d updates in %.1f s at %d requests per 10 s, %d calls refused; aim: at least 97 %%"
                        .formatted(BURST * WINDOWS, took.toMillis() / 1000.0, BURST, place.throttled(before)));
    }

    private static Row live(PushPlace place, Commands commands) {
        PushPlace.Location location = place.connecting("live", BEHIND);
        var waits = new ArrayList<Long>();
        for (int i = 0; i < LIVE; i++) {
            // At another moment of the window each time, when its reads are used up.
            LockSupport.parkNanos(WINDOW.plusSeconds(3).toNanos());
            long before = place.lastCall();
            Instant asked = Instant.now();
            String city = "Live " + i;
            commands.city(location, location.people().get(i), city);
            waits.add(Duration.between(asked, arrived(place, before, city, 1).getFirst())
                    .toMillis());
        }
        return Row.value(
                "push: longest wait behind an initial sync",
                waits.stream().mapToLong(Long::longValue).max().orElseThrow() + " ms",
                "%d pushes (%s ms) while %,d contacts are read, still running: %s; aim: at most one window of 10 s"
                        .formatted(LIVE, waits, BEHIND, !place.isSynced(location)));
    }

    private static List<Instant> arrived(PushPlace place, long before, String city, int count) {
        var arrived = new ArrayList<Instant>();
        await(count + " updates", () -> {
            arrived.clear();
            arrived.addAll(place.updates(before, city));
            return arrived.size() >= count;
        });
        return arrived;
    }

    private static void await(String what, BooleanSupplier there) {
        Instant end = Instant.now().plus(BOUND);
        while (!there.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "Not within %d s: %s; see the logs.".formatted(BOUND.toSeconds(), what));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}

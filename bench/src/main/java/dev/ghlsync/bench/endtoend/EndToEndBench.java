package dev.ghlsync.bench.endtoend;

import dev.ghlsync.bench.BenchOptions;
import dev.ghlsync.bench.figures.Latencies;
import dev.ghlsync.bench.figures.Machine;
import dev.ghlsync.bench.figures.Row;
import dev.ghlsync.cli.stack.JvmProfile;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Edits on both sides at a steady rate, and how long each takes to the other side. */
public final class EndToEndBench {
    /** No contact is edited twice within it: contradictions closer than a minute would each ask for one more read. */
    private static final Duration ONCE_IN = Duration.ofSeconds(70);

    /** Six cold JVMs on few cores spend most of their first minute compiling. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final Duration LAST_BOUND = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final BenchOptions options;
    private final Metronome metronome;
    private final int contacts;

    public EndToEndBench(BenchOptions options) {
        this.options = options;
        this.metronome = new Metronome(options.rate());
        this.contacts = Math.toIntExact(options.rate() * ONCE_IN.toSeconds());
    }

    public List<Row> run(Path data) {
        var stackOptions = StackOptions.of(data, StackPorts.free()).with(JvmProfile.STEADY);
        try (var stack = LocalStack.start(stackOptions, StackListener.SILENT);
                var tap = new ContactsTap(kafka(stack));
                var webhooks = new WebhooksTap(kafka(stack))) {
            var location = new SandboxLocation(stack);
            location.connect(contacts);
            boolean synced = await(
                    START_BOUND,
                    () -> location.initialSyncCompleted()
                            && tap.contactIdByGhlId().size() == contacts
                            && tap.quietFor().compareTo(QUIET) > 0);
            if (!synced) {
                throw new IllegalStateException(
                        "The initial sync of %d contacts did not end within %d s; see the logs in %s."
                                .formatted(contacts, START_BOUND.toSeconds(), data));
            }
            var ids = List.copyOf(tap.contactIdByGhlId().entrySet());
            var rows = new ArrayList<Row>();
            rows.addAll(inbound(location, tap, webhooks, ids));
            rows.add(outbound(location, ids));
            for (Member member : stackOptions.members()) {
                rows.add(Row.value(
                        member.label() + " memory",
                        Machine.residentMemory(stack.process(member).pid()),
                        "RSS after the edits"));
            }
            return rows;
        }
    }

    private static KafkaSettings kafka(LocalStack stack) {
        return KafkaSettings.of(
                stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY));
    }

    private List<Row> inbound(
            SandboxLocation location, ContactsTap tap, WebhooksTap webhooks, List<Map.Entry<String, String>> ids) {
        var refused = new AtomicInteger();
        metronome.play(
                "Warmin",
                WARM_UP,
                (i, name) -> location.editInGhl(ids.get(i % ids.size()).getKey(), name),
                refused);
        List<Edit> edits = metronome.play(
                "In",
                options.edits(),
                (i, name) -> location.editInGhl(ids.get(i % ids.size()).getKey(), name),
                refused);
        boolean _ = await(
                LAST_BOUND,
                () -> edits.stream().allMatch(edit -> tap.arrival(edit.marker()).isPresent()));
        var fromEdit = new ArrayList<Long>();
        var fromGateway = new ArrayList<Long>();
        for (Edit edit : edits) {
            tap.arrival(edit.marker()).ifPresent(arrival -> {
                fromEdit.add(arrival.nanos() - edit.nanos());
                webhooks.written(edit.marker())
                        .ifPresent(written -> fromGateway.add(Duration.ofMillis(arrival.epochMillis() - written)
                                .toNanos()));
            });
        }
        String note = note(edits.size() - fromEdit.size(), refused.get());
        return List.of(
                Row.latency("edit in GHL → webhook → sync.contacts", Latencies.ofNanos(fromEdit), note),
                Row.latency(
                        "of that: gateway's record → sync.contacts",
                        Latencies.ofNanos(fromGateway),
                        "whole milliseconds"));
    }

    private Row outbound(SandboxLocation location, List<Map.Entry<String, String>> ids) {
        var refused = new AtomicInteger();
        metronome.play(
                "Warmout",
                WARM_UP,
                (i, name) -> location.editByUs(ids.get(i % ids.size()).getValue(), name),
                refused);
        long before = location.lastCall();
        List<Edit> edits = metronome.play(
                "Out",
                options.edits(),
                (i, name) -> location.editByUs(ids.get(i % ids.size()).getValue(), name),
                refused);
        var calls = new HashMap<String, Long>();
        boolean _ = await(LAST_BOUND, () -> {
            location.updatesAfter(before).forEach(call -> calls.putIfAbsent(call.givenName(), call.epochMicros()));
            return edits.stream().allMatch(edit -> calls.containsKey(edit.marker()));
        });
        List<Long> latencies = edits.stream()
                .flatMap(edit -> Optional.ofNullable(calls.get(edit.marker())).stream()
                        .map(micros -> (micros - edit.epochMicros()) * 1_000))
                .toList();
        return Row.latency(
                "edit of ours (REST) → PUT arrives at GHL",
                Latencies.ofNanos(latencies),
                note(edits.size() - latencies.size(), refused.get()));
    }

    private String note(int missing, int refused) {
        return "%d edits/s for %d s over %d contacts of one location; %d not seen, %d refused"
                .formatted(options.rate(), options.edits().toSeconds(), contacts, missing, refused);
    }

    /** Waits until it is so; false when it is not within the bound. */
    private static boolean await(Duration bound, BooleanSupplier so) {
        long end = System.nanoTime() + bound.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return true;
    }
}

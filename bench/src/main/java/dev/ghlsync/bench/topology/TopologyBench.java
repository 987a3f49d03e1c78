package dev.ghlsync.bench.topology;

import dev.ghlsync.bench.BenchOptions;
import dev.ghlsync.bench.figures.Machine;
import dev.ghlsync.bench.figures.Progress;
import dev.ghlsync.bench.figures.Row;
import dev.ghlsync.cli.stack.JvmProfile;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.local.process.ChildProcess;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.sync.SyncNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Records per second of the real service and of {@link BareDedupe} over the same backlog, each in a fresh JVM, one after the other. */
public final class TopologyBench {
    private static final String GROUP = "sync-streams";
    private static final String HOT = "bench-hot";
    /** Enough to measure one partition by; a large run would take twice as long with all of its contacts there. */
    private static final int HOT_CONTACTS_MAX = 10_000;

    private final BenchOptions options;

    public TopologyBench(BenchOptions options) {
        this.options = options;
    }

    public List<Row> run(Path data) throws InterruptedException {
        var stackOptions = StackOptions.of(data, StackPorts.free())
                .only(Member.BROKER, Member.REGISTRY, Member.STREAMS)
                .with(JvmProfile.STEADY);
        try (var stack = LocalStack.start(stackOptions, StackListener.SILENT)) {
            var kafka = KafkaSettings.of(
                    stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY));
            try (var admin = Admin.create(kafka.clientConfig())) {
                return measure(stack, kafka, admin, data);
            }
        }
    }

    private List<Row> measure(LocalStack stack, KafkaSettings kafka, Admin admin, Path data)
            throws InterruptedException {
        var spread = IntStream.range(0, options.locations())
                .mapToObj(i -> "bench-" + i)
                .toList();
        var backlog = new Backlog(kafka);
        var rows = new ArrayList<Row>();

        stack.stop(Member.STREAMS);
        backlog.connect(spread);
        backlog.connect(List.of(HOT));
        backlog.write(spread, options.contacts(), options.rounds());
        Progress sync = sync(stack, admin);
        rows.add(rate("topology, %d locations".formatted(options.locations()), options.contacts(), sync));
        rows.add(Row.value(
                "sync-streams memory after that backlog",
                Machine.residentMemory(stack.process(Member.STREAMS).pid()),
                "RSS"));
        rows.add(Row.value(
                "state per contact",
                String.format(
                        Locale.ROOT,
                        "%,.0f bytes",
                        StateSize.meanValueBytes(kafka, GROUP + "-" + SyncNames.CONTACT_BY_ID + "-changelog")),
                "mean value of store " + SyncNames.CONTACT_BY_ID));
        stack.stop(Member.STREAMS);

        Progress bare = bare(kafka, admin, data);
        rows.add(rate("bare dedupe, same backlog", options.contacts(), bare));
        rows.add(Row.value(
                "topology / bare dedupe",
                String.format(
                        Locale.ROOT,
                        "%.2f, warm %.2f",
                        sync.whole().perSecond() / bare.whole().perSecond(),
                        sync.warm().perSecond() / bare.warm().perSecond()),
                String.format(
                        Locale.ROOT,
                        "share of the bare speed that is left; by processor time %.2f, warm %.2f",
                        bare.whole().cpuMicrosPerRecord() / sync.whole().cpuMicrosPerRecord(),
                        bare.warm().cpuMicrosPerRecord() / sync.warm().cpuMicrosPerRecord())));

        int hot = Math.min(options.contacts(), HOT_CONTACTS_MAX);
        backlog.write(List.of(HOT), hot, options.rounds());
        rows.add(rate("topology, one hot location", hot, sync(stack, admin)));
        return rows;
    }

    private static Progress sync(LocalStack stack, Admin admin) throws InterruptedException {
        var committed = new Committed(admin, GROUP, Topics.GHL_WEBHOOKS.name());
        long before = committed.now();
        stack.restart(Member.STREAMS);
        return committed.awaitAll(before, stack.process(Member.STREAMS));
    }

    private static Progress bare(KafkaSettings kafka, Admin admin, Path data) throws InterruptedException {
        createOutput(admin);
        var committed = new Committed(admin, BareDedupe.APPLICATION_ID, Topics.GHL_WEBHOOKS.name());
        var jvm = List.of(
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
        var main = List.of(
                BareDedupe.class.getName(),
                kafka.bootstrapServers(),
                kafka.registryUrl(),
                data.resolve("dedupe").toString());
        try (var process = ChildProcess.start("bare dedupe", jvm, main, data.resolve("dedupe.log"), line -> {})) {
            return committed.awaitAll(0, ProcessHandle.of(process.pid()).orElseThrow());
        }
    }

    private static void createOutput(Admin admin) throws InterruptedException {
        try {
            int partitions = admin.describeTopics(List.of(Topics.GHL_WEBHOOKS.name()))
                    .allTopicNames()
                    .get()
                    .get(Topics.GHL_WEBHOOKS.name())
                    .partitions()
                    .size();
            admin.createTopics(List.of(new NewTopic(BareDedupe.OUTPUT, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topic " + BareDedupe.OUTPUT + " cannot be created.", e);
        }
    }

    private static Row rate(String what, int contacts, Progress progress) {
        return Row.rate(
                what,
                progress.whole().perSecond(),
                "records",
                String.format(
                        Locale.ROOT,
                        "%,d contacts, %,d records, %,.0f µs of processor time each; warm (second half) %,.0f/s and"
                                + " %,.0f µs",
                        contacts,
                        progress.records(),
                        progress.whole().cpuMicrosPerRecord(),
                        progress.warm().perSecond(),
                        progress.warm().cpuMicrosPerRecord()));
    }
}

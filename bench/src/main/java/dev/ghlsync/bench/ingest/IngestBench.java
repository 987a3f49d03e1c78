package dev.ghlsync.bench.ingest;

import dev.ghlsync.bench.BenchOptions;
import dev.ghlsync.bench.figures.Cpu;
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
import java.util.List;

/** Webhooks per second through the gateway, beside the two things it cannot do without. */
public final class IngestBench {
    private static final long SEED = 7;
    private static final int MANY_IN_FLIGHT = 10_000;

    private final BenchOptions options;

    public IngestBench(BenchOptions options) {
        this.options = options;
    }

    public List<Row> run(Path data) throws InterruptedException {
        var webhooks = SignedWebhooks.make(SEED);
        var rows = new ArrayList<>(verify(webhooks));
        var stackOptions = StackOptions.of(data, StackPorts.free())
                .only(Member.BROKER, Member.REGISTRY, Member.GATEWAY)
                .with(JvmProfile.STEADY)
                .with(Member.GATEWAY, "WEBHOOK_PUBLIC_KEYS", webhooks.publicKey());
        try (var stack = LocalStack.start(stackOptions, StackListener.SILENT)) {
            rows.addAll(produce(stack, webhooks));
            rows.addAll(post(stack, webhooks));
        }
        return rows;
    }

    private List<Row> verify(SignedWebhooks webhooks) throws InterruptedException {
        var rate = new VerifyRate(webhooks);
        int cores = Runtime.getRuntime().availableProcessors();
        var _ = rate.run(cores, warmUp());
        var one = rate.run(1, options.seconds());
        var all = rate.run(cores, options.seconds());
        String note = "Ed25519 over %,d bytes, nothing else".formatted(webhooks.meanBytes());
        return List.of(
                Row.rate("raw verify, 1 thread", one.perSecond(), "verifications", note + cpu(one)),
                Row.rate("raw verify, %d threads".formatted(cores), all.perSecond(), "verifications", note + cpu(all)));
    }

    private List<Row> produce(LocalStack stack, SignedWebhooks webhooks) throws InterruptedException {
        var rate = new ProduceRate(
                KafkaSettings.of(
                        stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY)),
                webhooks);
        rate.perSecond(MANY_IN_FLIGHT, warmUp());
        String note = "acks=all, linger 2 ms, Avro, %,d in flight";
        return List.of(
                Row.rate(
                        "produce only",
                        rate.perSecond(MANY_IN_FLIGHT, options.seconds()),
                        "records",
                        note.formatted(MANY_IN_FLIGHT)),
                Row.rate(
                        "produce only, as few in flight as the gateway has",
                        rate.perSecond(options.connections(), options.seconds()),
                        "records",
                        note.formatted(options.connections())));
    }

    private List<Row> post(LocalStack stack, SignedWebhooks webhooks) throws InterruptedException {
        var load = new GatewayLoad(stack.addresses().http(Member.GATEWAY), webhooks);
        load.run(options.connections(), warmUp());
        long cpuBefore = Cpu.nanos(stack.process(Member.GATEWAY));
        var result = load.run(options.connections(), options.seconds());
        long cpu = Cpu.nanos(stack.process(Member.GATEWAY)) - cpuBefore;
        return List.of(
                Row.rate(
                        "gateway over HTTP",
                        result.perSecond(),
                        "webhooks",
                        result.answers(),
                        "%d connections, answer after the ack; %,d accepted, %,d other answers; %,d µs of the gateway's processor time each"
                                .formatted(
                                        options.connections(),
                                        result.accepted(),
                                        result.others(),
                                        cpu / 1_000 / Math.max(1, result.accepted()))),
                Row.value(
                        "gateway memory after that load",
                        Machine.residentMemory(stack.process(Member.GATEWAY).pid()),
                        "RSS"),
                Row.value(
                        "broker memory after that load",
                        Machine.residentMemory(stack.process(Member.BROKER).pid()),
                        "RSS"));
    }

    private static String cpu(VerifyRate.Result result) {
        return "; %,.0f µs of processor time each".formatted(result.cpuMicrosEach());
    }

    private Duration warmUp() {
        return options.seconds().dividedBy(2);
    }
}

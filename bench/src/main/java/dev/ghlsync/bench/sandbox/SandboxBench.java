package dev.ghlsync.bench.sandbox;

import dev.ghlsync.bench.BenchOptions;
import dev.ghlsync.bench.figures.Cpu;
import dev.ghlsync.bench.figures.Latencies;
import dev.ghlsync.bench.figures.Machine;
import dev.ghlsync.bench.figures.Row;
import dev.ghlsync.bench.wire.RawConnection;
import dev.ghlsync.cli.stack.JvmProfile;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How large a location the sandbox holds in which memory, and how fast it answers reads of single contacts. */
public final class SandboxBench {
    private static final int OK = 200;

    private final BenchOptions options;

    public SandboxBench(BenchOptions options) {
        this.options = options;
    }

    public List<Row> run(Path data) throws InterruptedException {
        var stackOptions =
                StackOptions.of(data, StackPorts.free()).only(Member.SANDBOX).with(JvmProfile.STEADY);
        try (var stack = LocalStack.start(stackOptions, StackListener.SILENT)) {
            URI sandbox = stack.addresses().http(Member.SANDBOX);
            var process = stack.process(Member.SANDBOX);
            var location = new LargeLocation(sandbox);
            long begun = System.nanoTime();
            location.make(options.sandboxContacts());
            long made = System.nanoTime();
            List<byte[]> requests =
                    location.contactIds().stream().map(LargeLocation::read).toList();
            long dumped = System.nanoTime();
            read(sandbox, requests, options.seconds());
            long cpuBefore = Cpu.nanos(process);
            long from = System.nanoTime();
            List<Long> reads = read(sandbox, requests, options.seconds());
            double seconds = (System.nanoTime() - from) / 1e9;
            long cpu = (Cpu.nanos(process) - cpuBefore) / 1_000 / Math.max(1, reads.size());
            return List.of(
                    Row.value(
                            "sandbox: location made",
                            "%,d contacts in %.1f s".formatted(requests.size(), (made - begun) / 1e9),
                            "one call of the control API"),
                    Row.value(
                            "sandbox: whole state read",
                            "%.1f s".formatted((dumped - made) / 1e9),
                            "one streamed answer"),
                    Row.rate(
                            "sandbox: contact reads",
                            reads.size() / seconds,
                            "reads",
                            Latencies.ofNanos(reads),
                            "%d connections, all contacts in turn; %,d µs of the sandbox's processor time each"
                                    .formatted(options.connections(), cpu)),
                    Row.value(
                            "sandbox: memory with that location",
                            Machine.residentMemory(process.pid()),
                            "RSS after the reads"));
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("A connection to the sandbox broke; see the logs in " + data + ".", e);
        }
    }

    private List<Long> read(URI sandbox, List<byte[]> requests, Duration during)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + during.toNanos();
        List<Callable<List<Long>>> readers = IntStream.range(0, options.connections())
                .<Callable<List<Long>>>mapToObj(i -> () -> reader(sandbox, requests, i, end))
                .toList();
        var nanos = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Long>> reader : threads.invokeAll(readers)) {
                nanos.addAll(reader.get());
            }
        }
        return nanos;
    }

    private List<Long> reader(URI sandbox, List<byte[]> requests, int first, long end) throws IOException {
        var nanos = new ArrayList<Long>();
        try (var connection = new RawConnection(sandbox)) {
            for (int i = first; System.nanoTime() < end; i += options.connections()) {
                long sent = System.nanoTime();
                int status = connection.send(requests.get(i % requests.size()));
                if (status != OK) {
                    throw new IOException("A read was answered with " + status + ".");
                }
                nanos.add(System.nanoTime() - sent);
            }
        }
        return nanos;
    }
}

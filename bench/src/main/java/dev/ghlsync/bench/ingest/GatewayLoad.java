package dev.ghlsync.bench.ingest;

import dev.ghlsync.bench.figures.Latencies;
import dev.ghlsync.bench.wire.RawConnection;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Posts signed webhooks on several connections, each sending the next when the last was answered. */
final class GatewayLoad {
    private static final int OK = 200;

    private final URI gateway;
    private final List<byte[]> requests;

    /**
     * @param accepted answers with status 200
     * @param others answers with any other
     * @param perSecond accepted per second
     * @param answers time to an answer with status 200
     */
    record Result(int accepted, int others, double perSecond, Latencies answers) {}

    private record Share(List<Long> nanos, int others) {}

    GatewayLoad(URI gateway, SignedWebhooks webhooks) {
        this.gateway = gateway;
        this.requests = webhooks.all().stream().map(GatewayLoad::request).toList();
    }

    Result run(int connections, Duration during) throws InterruptedException {
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nanos = new ArrayList<Long>();
            int others = 0;
            for (Future<Share> share : threads.invokeAll(tasks(connections, begun + during.toNanos()))) {
                nanos.addAll(share.get().nanos());
                others += share.get().others();
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Result(nanos.size(), others, nanos.size() / seconds, Latencies.ofNanos(nanos));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A connection to the gateway at " + gateway + " broke; see its log.", e);
        }
    }

    private List<Callable<Share>> tasks(int connections, long end) {
        return IntStream.range(0, connections)
                .<Callable<Share>>mapToObj(i -> () -> send(i * requests.size() / connections, end))
                .toList();
    }

    private Share send(int first, long end) throws IOException {
        var nanos = new ArrayList<Long>();
        int others = 0;
        try (var sender = new RawConnection(gateway)) {
            for (int i = first; System.nanoTime() < end; i++) {
                long sent = System.nanoTime();
                if (sender.send(requests.get(i % requests.size())) == OK) {
                    nanos.add(System.nanoTime() - sent);
                } else {
                    others++;
                }
            }
        }
        return new Share(nanos, others);
    }

    private static byte[] request(SignedWebhooks.Signed signed) {
        byte[] head =
                ("POST /ghl-webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                                + signed.body().length + "\r\n" + WebhookVerifier.SIGNATURE_HEADER + ": "
                                + signed.signature()
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + signed.body().length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(signed.body(), 0, request, head.length, signed.body().length);
        return request;
    }
}

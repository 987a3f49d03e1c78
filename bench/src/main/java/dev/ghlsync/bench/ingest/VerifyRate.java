package dev.ghlsync.bench.ingest;

import dev.ghlsync.bench.figures.Cpu;
import dev.ghlsync.ghl.webhook.Ed25519Key;
import dev.ghlsync.ghl.webhook.Verification;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How many signatures are verified in a second, without anything else. */
final class VerifyRate {
    private final WebhookVerifier verifier;
    private final SignedWebhooks webhooks;

    VerifyRate(SignedWebhooks webhooks) {
        this.verifier = new WebhookVerifier(List.of(Ed25519Key.parse(webhooks.publicKey())), List.of());
        this.webhooks = webhooks;
    }

    /**
     * @param perSecond verifications per second of all threads together
     * @param cpuMicrosEach processor time of one
     */
    record Result(double perSecond, double cpuMicrosEach) {}

    private record Share(long count, long cpuNanos) {}

    Result run(int threads, Duration during) throws InterruptedException {
        long begun = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Share>> shares = pool.invokeAll(IntStream.range(0, threads)
                    .<Callable<Share>>mapToObj(thread -> () -> verifyFor(during))
                    .toList());
            long count = 0;
            long cpu = 0;
            for (Future<Share> share : shares) {
                count += share.get().count();
                cpu += share.get().cpuNanos();
            }
            return new Result(count * 1e9 / (System.nanoTime() - begun), cpu / 1e3 / count);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A signature of the bench was not verified.", e);
        }
    }

    private Share verifyFor(Duration during) {
        long end = System.nanoTime() + during.toNanos();
        long cpuBefore = Cpu.nanosOfThisThread();
        long count = 0;
        while (System.nanoTime() < end) {
            var signed = webhooks.all().get((int) (count++ % webhooks.all().size()));
            if (!(verifier.verify(signed.body(), signed.signature(), null) instanceof Verification.Verified)) {
                throw new IllegalStateException("The verifier refused a body that the bench had signed.");
            }
        }
        return new Share(count, Cpu.nanosOfThisThread() - cpuBefore);
    }
}

package dev.ghlsync.sandbox.webhooks;

import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.settings.Live;
import dev.ghlsync.sandbox.time.SandboxClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers from a queue, a bounded number at a time, and puts failed deliveries back when their next try is due. */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int NO_ANSWER = 0;

    private final BlockingQueue<Delivery> ready;
    private final SandboxClock clock;
    private final Live<WebhookSettings> settings;
    private final Signer signer;
    private final Stream jitter;
    private final HttpClient http;
    private final List<Thread> workers = new ArrayList<>();

    Courier(
            BlockingQueue<Delivery> ready,
            SandboxClock clock,
            Live<WebhookSettings> settings,
            Signer signer,
            Stream jitter,
            int concurrency) {
        this.ready = ready;
        this.clock = clock;
        this.settings = settings;
        this.signer = signer;
        this.jitter = jitter;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; i < concurrency; i++) {
            workers.add(Thread.ofVirtual().name("webhook-courier-" + i).start(this::work));
        }
    }

    void sendByHand(Delivery delivery) {
        Thread.ofVirtual().name("webhook-resend").start(() -> {
            try {
                attempt(delivery, true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        http.shutdownNow();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt(ready.take(), false);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Delivery delivery, boolean byHand) throws InterruptedException {
        WebhookSettings now = settings.get();
        URI target = now.targetUrl();
        if (target == null) {
            delivery.settle(Delivery.Status.NO_TARGET);
            return;
        }
        int status = post(target, delivery.body(), now);
        int failures = delivery.attempted(new Delivery.Attempt(clock.instant(), status, byHand));
        if (status >= 200 && status <= 299) {
            delivery.settle(Delivery.Status.DELIVERED);
        } else if (!byHand) {
            now.policy()
                    .next(failures, status, jitter)
                    .ifPresentOrElse(
                            wait -> clock.after(wait, () -> ready.add(delivery)),
                            () -> delivery.settle(Delivery.Status.FAILED));
        }
    }

    private int post(URI target, byte[] body, WebhookSettings now) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(Duration.ofMillis(now.timeoutMs()))
                .header("Content-Type", "application/json")
                .header("User-Agent", "ghl-sandbox")
                .header("X-GHL-Signature", signer.sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (now.legacySignature()) {
            request.header("X-WH-Signature", signer.signLegacy(body));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            LOG.debug("webhook not delivered to {}: {}", target, e.toString());
            return NO_ANSWER;
        }
    }
}

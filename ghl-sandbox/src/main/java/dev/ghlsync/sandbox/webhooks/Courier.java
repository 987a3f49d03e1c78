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
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due, a bounded number at a time and one at a time while the clock is held, and puts failed deliveries back for their
 * next try.
 */
final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int NO_ANSWER = 0;

    private final Backlog due;
    private final SandboxClock clock;
    private final Live<WebhookSettings> settings;
    private final Signer signer;
    private final Stream jitter;
    private final Breaker breaker;
    private final HttpClient http;
    private final ReentrantLock turn = new ReentrantLock();
    private final List<Thread> workers = new ArrayList<>();

    Courier(
            Backlog due,
            SandboxClock clock,
            Live<WebhookSettings> settings,
            Signer signer,
            Stream jitter,
            Breaker breaker,
            int concurrency) {
        this.due = due;
        this.clock = clock;
        this.settings = settings;
        this.signer = signer;
        this.jitter = jitter;
        this.breaker = breaker;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        for (int i = 0; i < concurrency; i++) {
            workers.add(Thread.ofVirtual().name("webhook-courier-" + i).start(this::work));
        }
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        http.shutdownNow();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                next();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        Backlog.Trip trip;
        turn.lockInterruptibly();
        try {
            trip = due.take();
            if (clock.isHeld()) {
                // Others wait for the turn meanwhile, so that the target sees events in the order in which they were
                // due.
                run(trip);
                return;
            }
        } finally {
            turn.unlock();
        }
        run(trip);
    }

    private void run(Backlog.Trip trip) throws InterruptedException {
        try {
            attempt(trip.delivery(), trip.byHand());
        } finally {
            due.finished();
        }
    }

    private void attempt(Delivery delivery, boolean byHand) throws InterruptedException {
        WebhookSettings now = settings.get();
        URI target = now.target(delivery.type());
        if (target == null) {
            delivery.settle(Delivery.Status.NO_TARGET);
            return;
        }
        if (now.paused() && !byHand) {
            delivery.settle(Delivery.Status.PAUSED);
            return;
        }
        int status = post(target, delivery.body(), now);
        int failures = delivery.attempted(new Delivery.Attempt(clock.instant(), status, byHand));
        boolean delivered = status >= 200 && status <= 299;
        breaker.tried(delivered);
        if (delivered) {
            delivery.settle(Delivery.Status.DELIVERED);
        } else if (!byHand) {
            now.policy()
                    .next(failures, status, jitter)
                    .ifPresentOrElse(
                            wait -> clock.after(wait, () -> due.add(delivery, false)),
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

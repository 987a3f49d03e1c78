package dev.ghlsync.bench.ingest;

import dev.ghlsync.bench.webhooks.WebhookBodies;
import dev.ghlsync.ghl.webhook.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contact webhooks signed with a key of the bench.
 *
 * @param publicKey PEM, for the gateway's settings
 */
record SignedWebhooks(String publicKey, List<Signed> all) {
    /** More than fit a processor's fast cache together, so that no body is favoured. */
    private static final int COUNT = 4_000;

    private static final int LOCATIONS = 20;

    record Signed(byte[] body, String signature) {}

    static SignedWebhooks make(long seed) {
        var signer = WebhookSigner.ofSeed(seed);
        Instant at = Instant.now();
        return new SignedWebhooks(
                signer.publicKey().pem(),
                IntStream.range(0, COUNT)
                        .mapToObj(i -> WebhookBodies.of("bench-" + i % LOCATIONS, i, 0, at)
                                .getBytes(StandardCharsets.UTF_8))
                        .map(body -> new Signed(body, signer.sign(body)))
                        .toList());
    }

    int meanBytes() {
        return (int)
                all.stream().mapToInt(signed -> signed.body().length).average().orElse(0);
    }
}

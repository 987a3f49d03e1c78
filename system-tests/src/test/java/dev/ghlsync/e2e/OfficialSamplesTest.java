package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** GoHighLevel's own published webhook samples, signed and sent to the running gateway. */
@EndToEnd
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OfficialSamplesTest {
    /** Licence and origin are noted beside them. */
    private static final Path SAMPLES = Path.of("..", "ingest-gateway", "src", "test", "resources", "ghl", "webhooks");
    /** The samples that name an app name this one. */
    private static final String APP_OF_SAMPLES = "ve9EPM428h8vShlRW1KT";

    @Test
    void everySampleIsOnTheTopicByteForByteAndNoneOfThemWithOneBitFlipped(Installation installation)
            throws IOException, InterruptedException {
        // Given
        List<String> samples = samples();
        var webhooks = new SignedWebhooks(installation);
        installation.stack().restart(Member.GATEWAY, Map.of("GHL_CLIENT_ID", APP_OF_SAMPLES + "-e2e"));
        try (var log = new TopicLog(installation.kafka(), Topics.GHL_WEBHOOKS)) {
            int before = log.upToNow().size();
            // When
            var genuine = new ArrayList<Integer>();
            var forged = new ArrayList<Integer>();
            for (String sample : samples) {
                genuine.add(webhooks.post(sample).statusCode());
                forged.add(withOneBitFlipped(webhooks, sample).statusCode());
            }
            // Then
            assertThat(samples).hasSizeGreaterThan(60);
            assertThat(genuine).containsOnly(200);
            assertThat(forged).containsOnly(401);
            assertThat(bodiesSince(before, log, installation))
                    .containsAll(samples)
                    .doesNotContainAnyElementsOf(flipped(samples));
        } finally {
            installation.stack().restart(Member.GATEWAY);
        }
    }

    private static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            var texts = new ArrayList<String>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    private static List<String> flipped(List<String> samples) {
        return samples.stream()
                .map(sample -> new String(flip(sample), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] flip(String sample) {
        byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length / 2] ^= 1;
        return bytes;
    }

    private static HttpResponse<String> withOneBitFlipped(SignedWebhooks webhooks, String sample)
            throws IOException, InterruptedException {
        byte[] genuine = sample.getBytes(StandardCharsets.UTF_8);
        return webhooks.post(
                flip(sample),
                Map.of("Content-Type", "application/json", "X-GHL-Signature", webhooks.signatureOf(genuine)));
    }

    private static List<String> bodiesSince(int before, TopicLog log, Installation installation) {
        return log.upToNow().stream()
                .skip(before)
                .map(record -> WebhookRecords.read(installation.kafka(), record.value()))
                .map(webhook -> text(webhook.getBody()))
                .toList();
    }

    private static String text(ByteBuffer body) {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }
}

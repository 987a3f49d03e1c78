package dev.ghlsync.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.webhooks.Signer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Posts webhooks of its own making that the gateway takes for GoHighLevel's: the sandbox's key follows from its seed. Thread-safe. */
final class SignedWebhooks {
    static final long SEED = 7;

    private final Signer signer = new Signer(new Seeds(SEED));
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI target;

    SignedWebhooks(Installation installation) {
        this.target = URI.create(installation.stack().addresses().http(Member.GATEWAY) + "/ghl-webhook");
    }

    HttpResponse<String> post(JsonNode body) throws IOException, InterruptedException {
        return post(body.toString());
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        byte[] raw = body.getBytes(StandardCharsets.UTF_8);
        return post(raw, Map.of("Content-Type", "application/json", "X-GHL-Signature", signatureOf(raw)));
    }

    String signatureOf(byte[] body) {
        return signer.sign(body);
    }

    HttpResponse<String> post(byte[] raw, Map<String, String> headers) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(20)).POST(BodyPublishers.ofByteArray(raw));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

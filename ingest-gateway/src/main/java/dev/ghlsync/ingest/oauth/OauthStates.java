package dev.ghlsync.ingest.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ghl.credentials.OpenedSecret;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code state} of an installation: encrypted, so that any gateway can check it and nobody can make one, and bound to the browser by a nonce
 * that it also keeps in a cookie. Immutable and safe for concurrent use.
 */
public final class OauthStates {
    private static final Duration LIFE = Duration.ofMinutes(15);
    /** Stands in the place of the location, so that no token opens as a state or the other way round. */
    private static final String CONTEXT = "oauth-state";

    private final TokenCipher cipher;

    public OauthStates(TokenCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * @param company whether a whole agency is installed
     * @param organizationId organization of ours that the location shall belong to
     */
    public record State(
            String nonce, boolean company, @Nullable String organizationId) {}

    String seal(State state, Instant now) {
        var json = GhlJson.emptyObject()
                .put("nonce", state.nonce())
                .put("company", state.company())
                .put("organizationId", state.organizationId())
                .put("until", now.plus(LIFE).toEpochMilli());
        byte[] sealed = cipher.seal(CONTEXT, Secret.of(new String(GhlJson.bytes(json), StandardCharsets.UTF_8)))
                .ciphertext();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** Empty if it is not ours, changed, too old, or of another browser. */
    Optional<State> open(String text, @Nullable String nonceOfBrowser, Instant now) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return switch (cipher.open(CONTEXT, new SealedSecret("", bytes))) {
            case OpenedSecret.Opened(Secret opened) -> {
                JsonNode json = GhlJson.objectOrEmpty(opened.reveal().getBytes(StandardCharsets.UTF_8));
                String nonce = json.path("nonce").asText();
                boolean valid = now.toEpochMilli() < json.path("until").asLong() && nonce.equals(nonceOfBrowser);
                yield valid
                        ? Optional.of(new State(
                                nonce, json.path("company").asBoolean(), GhlJson.text(json, "organizationId")))
                        : Optional.empty();
            }
            case OpenedSecret.UnknownKey ignored -> Optional.empty();
            case OpenedSecret.NotAuthentic ignored -> Optional.empty();
        };
    }
}

package dev.ghlsync.ghl.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ghlsync.ghl.webhook.Verification.Absence;
import dev.ghlsync.ghl.webhook.Verification.BadSignature;
import dev.ghlsync.ghl.webhook.Verification.Method;
import dev.ghlsync.ghl.webhook.Verification.Problem;
import dev.ghlsync.ghl.webhook.Verification.Unsigned;
import dev.ghlsync.ghl.webhook.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {
    private static final WebhookSigner SIGNER = WebhookSigner.ofSeed(1);
    private static final WebhookSigner STRANGER = WebhookSigner.ofSeed(2);
    private static final LegacyWebhookSigner LEGACY = LegacyWebhookSigner.generate(2048);
    private static final byte[] BODY = utf8("{\"type\":\"ContactUpdate\",\"firstName\":\"Zoë\"}");
    private static final String SIGNATURE = SIGNER.sign(BODY);
    private static final String LEGACY_SIGNATURE = LEGACY.sign(BODY);

    private static final Verification GOOD =
            new Verified(Method.ED25519, SIGNER.publicKey().keyId());
    private static final Verification GOOD_LEGACY =
            new Verified(Method.RSA_LEGACY, LEGACY.publicKey().keyId());
    private static final Verification MISMATCH = new BadSignature(Method.ED25519, Problem.MISMATCH);
    private static final Verification MALFORMED = new BadSignature(Method.ED25519, Problem.MALFORMED);

    private final WebhookVerifier modern = new WebhookVerifier(List.of(SIGNER.publicKey()), List.of());
    private final WebhookVerifier both = new WebhookVerifier(List.of(SIGNER.publicKey()), List.of(LEGACY.publicKey()));

    static Stream<Arguments> headers() {
        String otherBody = SIGNER.sign(utf8("{}"));
        return Stream.of(
                // X-GHL-Signature, X-WH-Signature, verdict with legacy off, verdict with legacy on
                Arguments.of(SIGNATURE, null, GOOD, GOOD),
                Arguments.of(" " + SIGNATURE + " ", null, GOOD, GOOD),
                Arguments.of(SIGNATURE, LEGACY_SIGNATURE, GOOD, GOOD),
                Arguments.of(SIGNATURE, "N/A", GOOD, GOOD),
                Arguments.of(otherBody, null, MISMATCH, MISMATCH),
                Arguments.of(otherBody, LEGACY_SIGNATURE, MISMATCH, MISMATCH),
                Arguments.of(STRANGER.sign(BODY), null, MISMATCH, MISMATCH),
                Arguments.of("", LEGACY_SIGNATURE, MALFORMED, MALFORMED),
                Arguments.of("not base64!", null, MALFORMED, MALFORMED),
                Arguments.of("AAAA", null, MALFORMED, MALFORMED),
                Arguments.of("A".repeat(1_000_000), null, MALFORMED, MALFORMED),
                Arguments.of("N/A", null, unsigned(Absence.NOT_AVAILABLE), unsigned(Absence.NOT_AVAILABLE)),
                Arguments.of("n/a", LEGACY_SIGNATURE, unsigned(Absence.NOT_AVAILABLE), unsigned(Absence.NOT_AVAILABLE)),
                Arguments.of(null, null, unsigned(Absence.NO_HEADER), unsigned(Absence.NO_HEADER)),
                Arguments.of(null, LEGACY_SIGNATURE, unsigned(Absence.LEGACY_DISABLED), GOOD_LEGACY),
                Arguments.of(null, "N/A", unsigned(Absence.LEGACY_DISABLED), unsigned(Absence.NOT_AVAILABLE)),
                Arguments.of(
                        null,
                        LEGACY.sign(utf8("{}")),
                        unsigned(Absence.LEGACY_DISABLED),
                        new BadSignature(Method.RSA_LEGACY, Problem.MISMATCH)),
                Arguments.of(
                        null,
                        "?",
                        unsigned(Absence.LEGACY_DISABLED),
                        new BadSignature(Method.RSA_LEGACY, Problem.MALFORMED)));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void decidesByTheHeadersAlone(
            @Nullable String signature, @Nullable String legacy, Verification legacyOff, Verification legacyOn) {
        // When
        List<Verification> verdicts =
                List.of(modern.verify(BODY, signature, legacy), both.verify(BODY, signature, legacy));

        // Then
        assertThat(verdicts).containsExactly(legacyOff, legacyOn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\" :\t\"X\" ,\r\n \"a\": [ 1 ,2 ] }\n",
                "{\"name\":\"Łukasz 🦊 \\u00e9\",\"n\":1.0e2}",
                "",
                "not json at all",
                "{\"a\":1,\"a\":2}"
            })
    void verifiesTheBytesWhateverTheyMean(String body) {
        // Given
        byte[] bytes = utf8(body);

        // When
        Verification verdict = modern.verify(bytes, SIGNER.sign(bytes), null);

        // Then
        assertThat(verdict).isEqualTo(GOOD);
    }

    @Test
    void refusesABodyThatWasOnlyReformatted() {
        // Given
        byte[] compact = utf8("{\"a\":1}");
        byte[] spaced = utf8("{\"a\": 1}");

        // When
        Verification verdict = modern.verify(spaced, SIGNER.sign(compact), null);

        // Then
        assertThat(verdict).isEqualTo(MISMATCH);
    }

    @Test
    void refusesEverySingleFlippedBitOfTheBody() {
        // Given
        Stream<byte[]> forged = IntStream.range(0, BODY.length * 8).mapToObj(bit -> flipped(BODY, bit));

        // When
        Stream<Verification> verdicts = forged.map(body -> modern.verify(body, SIGNATURE, null));

        // Then
        assertThat(verdicts).hasSize(BODY.length * 8).containsOnly(MISMATCH);
    }

    @Test
    void refusesEverySingleFlippedBitOfTheSignature() {
        // Given
        byte[] signature = Base64.getDecoder().decode(SIGNATURE);
        Stream<String> forged =
                IntStream.range(0, 512).mapToObj(bit -> Base64.getEncoder().encodeToString(flipped(signature, bit)));

        // When
        Stream<Verification> verdicts = forged.map(header -> modern.verify(BODY, header, null));

        // Then
        assertThat(verdicts).hasSize(512).containsOnly(MISMATCH);
    }

    @Test
    void refusesAFlippedBitUnderTheLegacyKey() {
        // When
        Verification verdict = both.verify(flipped(BODY, 17), null, LEGACY_SIGNATURE);

        // Then
        assertThat(verdict).isEqualTo(new BadSignature(Method.RSA_LEGACY, Problem.MISMATCH));
    }

    @Test
    void acceptsOldAndNewKeyDuringAChange() {
        // Given
        WebhookVerifier changing = new WebhookVerifier(List.of(STRANGER.publicKey(), SIGNER.publicKey()), List.of());

        // When
        List<Verification> verdicts =
                List.of(changing.verify(BODY, SIGNATURE, null), changing.verify(BODY, STRANGER.sign(BODY), null));

        // Then
        assertThat(verdicts)
                .containsExactly(
                        GOOD, new Verified(Method.ED25519, STRANGER.publicKey().keyId()));
    }

    @Test
    void theDefaultAcceptsHighLevelOnly() {
        // When
        Verification verdict = WebhookVerifier.withPublishedKey().verify(BODY, SIGNATURE, LEGACY_SIGNATURE);

        // Then
        assertThat(verdict).isEqualTo(MISMATCH);
    }

    @Test
    void needsAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookVerifier(List.of(), List.of(LEGACY.publicKey())))
                .withMessageContaining("Ed25519");
    }

    @Test
    void itsSignaturesHoldForAnotherImplementation() throws Exception {
        // Given
        String pem = SIGNER.publicKey().pem();
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64))));
        jdk.update(BODY);

        // When
        boolean holds = jdk.verify(Base64.getDecoder().decode(SIGNATURE));

        // Then
        assertThat(holds).isTrue();
    }

    @Test
    void oneVerifierServesManyThreads() throws Exception {
        // Given
        List<Callable<Verification>> calls = IntStream.range(0, 400)
                .<Callable<Verification>>mapToObj(i -> () -> {
                    byte[] body = utf8("{\"n\":" + i + "}");
                    return both.verify(i % 2 == 0 ? body : BODY, SIGNER.sign(body), null);
                })
                .toList();

        // When
        List<Future<Verification>> verdicts;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            verdicts = threads.invokeAll(calls);
        }

        // Then
        for (int i = 0; i < verdicts.size(); i++) {
            assertThat(verdicts.get(i).get()).isEqualTo(i % 2 == 0 ? GOOD : MISMATCH);
        }
    }

    private static Verification unsigned(Absence absence) {
        return new Unsigned(absence);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

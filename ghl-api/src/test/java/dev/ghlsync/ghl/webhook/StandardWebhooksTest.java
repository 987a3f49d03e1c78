package dev.ghlsync.ghl.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.webhook.StandardVerification.BadSignature;
import dev.ghlsync.ghl.webhook.StandardVerification.BadTimestamp;
import dev.ghlsync.ghl.webhook.StandardVerification.MissingHeader;
import dev.ghlsync.ghl.webhook.StandardVerification.OutsideTolerance;
import dev.ghlsync.ghl.webhook.StandardVerification.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandardWebhooksTest {
    /** The example of the Standard Webhooks specification and of its reference libraries. */
    private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final Instant SENT_AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final Secret OTHER = Secret.of("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    private static final Verified GOOD = new Verified(ID, SENT_AT);

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(ID, TIMESTAMP, SIGNATURE, GOOD),
                Arguments.of(ID, TIMESTAMP, "v1,AAAA v2,BBBB " + SIGNATURE, GOOD),
                Arguments.of(ID, TIMESTAMP, SIGNATURE.replace("v1,", "v2,"), new BadSignature()),
                Arguments.of(ID, TIMESTAMP, SIGNATURE.replace("g0hM", "g0hN"), new BadSignature()),
                Arguments.of(ID, TIMESTAMP, "v1," + "A".repeat(10_000), new BadSignature()),
                Arguments.of("msg_other", TIMESTAMP, SIGNATURE, new BadSignature()),
                Arguments.of(ID, "1614265331", SIGNATURE, new BadSignature()),
                Arguments.of(null, TIMESTAMP, SIGNATURE, new MissingHeader("webhook-id")),
                Arguments.of(ID, null, SIGNATURE, new MissingHeader("webhook-timestamp")),
                Arguments.of(ID, TIMESTAMP, " ", new MissingHeader("webhook-signature")),
                Arguments.of(ID, "yesterday", SIGNATURE, new BadTimestamp()),
                Arguments.of(ID, "9223372036854775807", SIGNATURE, new BadTimestamp()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void checksHeadersAndSignature(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature, StandardVerification verdict) {
        // When
        StandardVerification actual = at(SENT_AT, SECRET).verify(BODY, id, timestamp, signature);

        // Then
        assertThat(actual).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"300,true", "301,false", "-300,true", "-301,false"})
    void toleratesFiveMinutesEitherWay(long ageSeconds, boolean accepted) {
        // Given
        StandardWebhooks webhooks = at(SENT_AT.plusSeconds(ageSeconds), SECRET);

        // When
        StandardVerification verdict = webhooks.verify(BODY, ID, TIMESTAMP, SIGNATURE);

        // Then
        assertThat(verdict).isEqualTo(accepted ? GOOD : new OutsideTolerance(Duration.ofSeconds(ageSeconds)));
    }

    @Test
    void acceptsOldAndNewSecretDuringAChange() {
        // When
        StandardVerification verdict = at(SENT_AT, OTHER, SECRET).verify(BODY, ID, TIMESTAMP, SIGNATURE);

        // Then
        assertThat(verdict).isEqualTo(GOOD);
    }

    @Test
    void signsAsTheSpecificationDoes() {
        // When
        String signature = at(SENT_AT, SECRET, OTHER).sign(ID, SENT_AT, BODY);

        // Then
        assertThat(signature).isEqualTo(SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"whsec_c2hvcnQ=,has 5 bytes", "whsec_***,is not base64"})
    void refusesAWeakOrBrokenSecret(String secret, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(SENT_AT, Secret.of(secret)))
                .withMessageContaining(complaint)
                .withMessageNotContaining(secret);
    }

    private static StandardWebhooks at(Instant now, Secret... secrets) {
        return new StandardWebhooks(List.of(secrets), Duration.ofMinutes(5), InstantSource.fixed(now));
    }
}

package dev.ghlsync.ghl.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ghlsync.ghl.credentials.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationSecretTest {
    private final LocationSecret secret = new LocationSecret(List.of(Secret.of("old-secret"), Secret.of("new-secret")));

    @ParameterizedTest
    @CsvSource({
        "old-secret,true",
        "new-secret,true",
        "new-secre,false",
        "'new-secret ',false",
        "new-secrets,false",
        "NEW-SECRET,false",
        "'',false",
        ",false"
    })
    void matchesActiveSecretsOnly(String header, boolean matches) {
        // When
        boolean actual = secret.matches(header);

        // Then
        assertThat(actual).isEqualTo(matches);
    }

    @Test
    void allowsTwoSecretsAtMost() {
        Secret any = Secret.of("x");
        assertThatIllegalArgumentException().isThrownBy(() -> new LocationSecret(List.of(any, any, any)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LocationSecret(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "6878cec452e7c8d29d4dd3d9-mgvb1x9d,6878cec452e7c8d29d4dd3d9,OURS",
        "6878cec452e7c8d29d4dd3d9,6878cec452e7c8d29d4dd3d9,OURS",
        "6878cec452e7c8d29d4dd3d9-mgvb1x9d,6878cec452e7c8d29d4dd3d9-mgvb1x9d,FOREIGN",
        "6878cec452e7c8d29d4dd3d9-mgvb1x9d,6878,FOREIGN",
        "a-b-c,a,OURS",
        "a-b-c,,ABSENT",
        "a-b-c,' ',ABSENT"
    })
    void comparesTheAppWithTheHeadOfTheClientId(String clientId, String appId, AppId verdict) {
        // When
        AppId actual = AppId.check(clientId, appId);

        // Then
        assertThat(actual).isEqualTo(verdict);
    }
}

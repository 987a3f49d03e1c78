package dev.ghlsync.ghl.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519KeyTest {
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8032, section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAndVerifiesTheVectorsOfRfc8032(String privateKey, String publicKey, String message, String signature) {
        // Given
        byte[] bytes = HEX.parseHex(message);
        WebhookSigner signer = WebhookSigner.ofPrivateKey(HEX.parseHex(privateKey));

        // When
        byte[] made = Base64.getDecoder().decode(signer.sign(bytes));

        // Then
        assertThat(HEX.formatHex(made)).isEqualTo(signature);
        assertThat(Ed25519Key.parse(publicKey).verifies(bytes, made)).isTrue();
        assertThat(signer.publicKey().keyId())
                .isEqualTo(Ed25519Key.parse(publicKey).keyId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PUBLIC KEY-----|MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=|-----END"
                        + " PUBLIC KEY-----|",
                "-----BEGIN PUBLIC KEY-----MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=-----END PUBLIC"
                        + " KEY-----",
                "MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=",
                " i2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=|",
                "8b61d1d6cacbe28d7c3bc0516bb815258ec6edbba96cddc7f40c09ac708388e8",
                "8B61D1D6CACBE28D7C3BC0516BB815258EC6EDBBA96CDDC7F40C09AC708388E8"
            })
    void readsEveryFormOfThePublishedKey(String text) {
        // When
        Ed25519Key key = Ed25519Key.parse(text.replace("|", "\r\n"));

        // Then
        assertThat(key.keyId())
                .isEqualTo("5a2c1b27")
                .isEqualTo(HighLevelKeys.ed25519().keyId());
        assertThat(Ed25519Key.parse(key.pem()).keyId()).isEqualTo(key.keyId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not a key!|neither PEM nor base64 nor hex",
                "''|is empty",
                "AAAA|has 3 bytes",
                "0100000000000000000000000000000000000000000000000000000000000000|not a point",
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA|has 33 bytes"
            })
    void refusesWhatIsNoKeyWithoutRepeatingIt(String text, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ed25519Key.parse(text))
                .withMessageContaining(complaint)
                .satisfies(e -> {
                    if (!text.isEmpty()) {
                        assertThat(e.getMessage()).doesNotContain(text);
                    }
                });
    }

    @Test
    void readsThePublishedLegacyKey() {
        // When
        LegacyRsaKey key = HighLevelKeys.legacyRsa();

        // Then
        assertThat(key.keyId()).isEqualTo("2f62045d");
        assertThat(LegacyRsaKey.parse(key.pem()).keyId()).isEqualTo(key.keyId());
    }

    @Test
    void refusesAnEd25519KeyAsLegacyKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LegacyRsaKey.parse(HighLevelKeys.ed25519().pem()))
                .withMessageContaining("RSA");
    }
}

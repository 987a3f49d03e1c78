package dev.ghlsync.ghl.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCipherTest {
    private static final Secret OLD_KEY = TokenCipher.newKey();
    private static final Secret NEW_KEY = TokenCipher.newKey();
    private static final Secret TOKEN = Secret.of("eyJhbGciOi-токен");

    private final TokenCipher old = TokenCipher.of(OLD_KEY);
    private final TokenCipher rotating = TokenCipher.of(Secret.of(NEW_KEY.reveal() + ", " + OLD_KEY.reveal()));
    private final TokenCipher rotated = TokenCipher.of(NEW_KEY);

    @Test
    void opensWhatItSealedForTheSameLocation() {
        // When
        OpenedSecret opened = old.open("L", old.seal("L", TOKEN));

        // Then
        assertThat(opened).isEqualTo(new OpenedSecret.Opened(TOKEN));
    }

    @Test
    void sealsDifferentlyEveryTime() {
        // When
        SealedSecret first = old.seal("L", TOKEN);

        // Then
        assertThat(first.ciphertext()).isNotEqualTo(old.seal("L", TOKEN).ciphertext());
    }

    @Test
    void doesNotOpenForAnotherLocation() {
        // When
        OpenedSecret opened = old.open("M", old.seal("L", TOKEN));

        // Then
        assertThat(opened).isEqualTo(new OpenedSecret.NotAuthentic(old.primaryKeyId()));
    }

    @Test
    void doesNotOpenAfterAnyFlippedBit() {
        // Given
        SealedSecret sealed = old.seal("L", TOKEN);

        // When
        var opened = IntStream.range(0, sealed.ciphertext().length * 8)
                .mapToObj(bit -> old.open("L", new SealedSecret(sealed.keyId(), flipped(sealed.ciphertext(), bit))));

        // Then
        assertThat(opened).noneMatch(each -> each instanceof OpenedSecret.Opened);
    }

    @Test
    void rotatesWithoutLosingATokenOnTheWay() {
        // Given
        SealedSecret before = old.seal("L", TOKEN);

        // When
        OpenedSecret opened = rotating.open("L", before);
        SealedSecret after = rotating.seal("L", TOKEN);

        // Then
        assertThat(opened).isEqualTo(new OpenedSecret.Opened(TOKEN));
        assertThat(rotating.needsRotation(before)).isTrue();
        assertThat(rotating.needsRotation(after)).isFalse();
        assertThat(rotated.open("L", after)).isEqualTo(new OpenedSecret.Opened(TOKEN));
        assertThat(rotated.open("L", before)).isEqualTo(new OpenedSecret.UnknownKey(old.primaryKeyId()));
    }

    @Test
    void aKeyHasTheSameIdWhereverItStands() {
        assertThat(rotating.primaryKeyId()).isEqualTo(rotated.primaryKeyId()).matches("[0-9a-f]{8}");
    }

    @Test
    void readsATinkKeyset() throws Exception {
        // Given
        AeadConfig.register();
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()),
                RegistryConfiguration.get(),
                InsecureSecretKeyAccess.get());
        TokenCipher cipher = TokenCipher.of(Secret.of(json));

        // When
        SealedSecret sealed = cipher.seal("L", TOKEN);

        // Then
        assertThat(TokenCipher.of(Secret.of(json)).open("L", sealed)).isEqualTo(new OpenedSecret.Opened(TOKEN));
        assertThat(sealed.keyId()).isEqualTo(cipher.primaryKeyId());
    }

    @Test
    void refusesAKeysetOfAnotherCipher() throws Exception {
        // Given
        AeadConfig.register();
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(PredefinedAeadParameters.AES128_GCM, RegistryConfiguration.get()),
                RegistryConfiguration.get(),
                InsecureSecretKeyAccess.get());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenCipher.of(Secret.of(json)))
                .withMessageContaining("AES256_GCM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c2hvcnQ=|has 5 bytes",
                "&&&,&&&|is not base64",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=|given twice",
                "{}|not usable"
            })
    void refusesUnusableKeysWithoutShowingThem(String keys, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenCipher.of(Secret.of(keys)))
                .withMessageContaining(complaint)
                .withMessageNotContaining(keys);
    }

    @Test
    void showsNoSecret() {
        assertThat(TOKEN.toString()).isEqualTo("Secret[***]");
        assertThat(new OpenedSecret.Opened(TOKEN).toString()).doesNotContain("eyJ");
        assertThat(old.seal("L", TOKEN).toString()).isEqualTo("SealedSecret[keyId=" + old.primaryKeyId() + "]");
    }

    @Test
    void aSecretIsNeverBlank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(" "));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return copy;
    }
}

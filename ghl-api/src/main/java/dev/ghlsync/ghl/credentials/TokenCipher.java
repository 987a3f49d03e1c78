package dev.ghlsync.ghl.credentials;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Encrypts tokens at rest with AES-256-GCM (Tink). The location is authenticated with the ciphertext, so a token moved to another location does not
 * open. Immutable and safe for concurrent use.
 */
public final class TokenCipher {
    /** Tink's output starts with 0x01 and the 4 bytes of the key id (Tink wire format). */
    private static final int PREFIX_BYTES = 5;

    private final Aead aead;
    private final String primaryKeyId;
    private final Set<String> keyIds;

    private TokenCipher(KeysetHandle keyset) throws GeneralSecurityException {
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.primaryKeyId = keyId(keyset.getPrimary().getId());
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < keyset.size(); i++) {
            KeysetHandle.Entry entry = keyset.getAt(i);
            TokenKeys.requireAes256Gcm(entry);
            if (entry.getStatus().equals(KeyStatus.ENABLED)) {
                ids.add(keyId(entry.getId()));
            }
        }
        this.keyIds = Set.copyOf(ids);
    }

    /**
     * Reads keys from configuration: base64 keys of 32 bytes, separated by commas, the first one encrypting and all decrypting; or a Tink keyset in
     * JSON with AES-256-GCM keys. To rotate, put a new key first, re-encrypt what {@link #needsRotation} names, then drop the old one.
     *
     * @throws IllegalArgumentException if the text is neither; the message does not repeat it
     */
    public static TokenCipher of(Secret keys) {
        String text = keys.reveal().strip();
        try {
            AeadConfig.register();
            return new TokenCipher(TokenKeys.parse(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The token encryption keys are not usable; give base64 keys of 32 bytes or a Tink AES256-GCM"
                            + " keyset.",
                    e);
        }
    }

    /** A new random key as base64 of 32 bytes, for {@link #of}. */
    public static Secret newKey() {
        return Secret.of(Base64.getEncoder()
                .encodeToString(
                        SecretBytes.randomBytes(TokenKeys.KEY_BYTES).toByteArray(InsecureSecretKeyAccess.get())));
    }

    /** Encrypts with the first key; the result can be opened for this location only. */
    public SealedSecret seal(String locationId, Secret secret) {
        try {
            byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
            return new SealedSecret(primaryKeyId, aead.encrypt(plain, associatedData(locationId)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encrypting a token failed.", e);
        }
    }

    /** Decrypts what any of the keys encrypted for this location. */
    public OpenedSecret open(String locationId, SealedSecret sealed) {
        String keyId = keyIdOf(sealed.ciphertext());
        if (!keyIds.contains(keyId)) {
            return new OpenedSecret.UnknownKey(keyId);
        }
        try {
            byte[] plain = aead.decrypt(sealed.ciphertext(), associatedData(locationId));
            return new OpenedSecret.Opened(Secret.of(new String(plain, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return new OpenedSecret.NotAuthentic(keyId); // The one meaning of this exception under a known key.
        }
    }

    /** True if another than the first key encrypted it: open and seal it again before that key is dropped. */
    public boolean needsRotation(SealedSecret sealed) {
        return !primaryKeyId.equals(keyIdOf(sealed.ciphertext()));
    }

    /** Id of the key that {@link #seal} uses, 8 hex digits. */
    public String primaryKeyId() {
        return primaryKeyId;
    }

    private static byte[] associatedData(String locationId) {
        return locationId.getBytes(StandardCharsets.UTF_8);
    }

    private static String keyId(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    private static String keyIdOf(byte[] ciphertext) {
        return ciphertext.length < PREFIX_BYTES || ciphertext[0] != 1
                ? "none"
                : HexFormat.of().formatHex(ciphertext, 1, PREFIX_BYTES);
    }
}

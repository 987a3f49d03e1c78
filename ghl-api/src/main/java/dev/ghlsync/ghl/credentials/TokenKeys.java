package dev.ghlsync.ghl.credentials;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns configured keys into a Tink keyset. */
final class TokenKeys {
    static final int KEY_BYTES = 32;

    private TokenKeys() {}

    static KeysetHandle parse(String text) throws GeneralSecurityException {
        return text.startsWith("{") ? keysetOfJson(text) : keysetOfKeys(text);
    }

    private static KeysetHandle keysetOfJson(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    }

    /** Tink asks for this annotation where key bytes are handled. */
    @AccessesPartialKey
    private static KeysetHandle keysetOfKeys(String text) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(KEY_BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build();
        Map<Integer, byte[]> keys = new LinkedHashMap<>();
        for (String each : text.split(",")) {
            byte[] key = decode(each.strip());
            if (keys.put(idOf(key), key) != null) {
                throw new IllegalArgumentException("A token encryption key is given twice; give each once.");
            }
        }
        KeysetHandle.Builder keyset = KeysetHandle.newBuilder();
        boolean first = true;
        for (Map.Entry<Integer, byte[]> entry : keys.entrySet()) {
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(entry.getValue(), InsecureSecretKeyAccess.get()))
                    .setIdRequirement(entry.getKey())
                    .build();
            KeysetHandle.Builder.Entry keysetEntry = KeysetHandle.importKey(key).withFixedId(entry.getKey());
            keyset.addEntry(first ? keysetEntry.makePrimary() : keysetEntry);
            first = false;
        }
        return keyset.build();
    }

    private static byte[] decode(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "A token encryption key is not base64; give 32 random bytes in base64.", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A token encryption key has " + key.length + " bytes; give 32 random bytes in base64.");
        }
        return key;
    }

    /** Derived from the key, so that the same key has the same id wherever it stands in the list. */
    private static int idOf(byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("ghl-sync token key id".getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.wrap(digest.digest(key)).getInt();
    }

    static void requireAes256Gcm(KeysetHandle.Entry entry) {
        boolean fits = entry.getKey().getParameters() instanceof AesGcmParameters parameters
                && parameters.getKeySizeBytes() == KEY_BYTES
                && parameters.getVariant().equals(AesGcmParameters.Variant.TINK);
        if (!fits) {
            throw new IllegalArgumentException("The token keyset has a key other than AES256_GCM with Tink prefix; "
                    + "create it with the AES256_GCM template.");
        }
    }
}

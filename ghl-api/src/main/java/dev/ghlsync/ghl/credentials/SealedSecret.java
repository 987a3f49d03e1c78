package dev.ghlsync.ghl.credentials;

/**
 * An encrypted secret.
 *
 * @param keyId id of the key that encrypted it, 8 hex digits, for operators; opening goes by the ciphertext alone
 * @param ciphertext Tink wire format: prefix with key id, nonce, ciphertext, tag
 */
public record SealedSecret(String keyId, byte[] ciphertext) {

    @Override
    public String toString() {
        return "SealedSecret[keyId=" + keyId + "]";
    }
}

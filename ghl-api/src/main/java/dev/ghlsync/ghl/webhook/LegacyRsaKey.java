package dev.ghlsync.ghl.webhook;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** An RSA public key for the legacy signature (PKCS#1 v1.5 with SHA-256). Immutable and safe for concurrent use. */
public final class LegacyRsaKey {
    static final String ALGORITHM = "SHA256withRSA";
    private static final int MODULUS_BITS_MIN = 2048;

    private final PublicKey key;
    private final int signatureBytes;
    private final String keyId;

    private LegacyRsaKey(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        if (bits < MODULUS_BITS_MIN) {
            throw new IllegalArgumentException(
                    "The RSA key has " + bits + " bits; at least " + MODULUS_BITS_MIN + " are required.");
        }
        this.key = key;
        this.signatureBytes = (bits + 7) / 8;
        this.keyId = KeyText.keyId(key.getEncoded());
    }

    /**
     * Reads a key given as PEM or as base64 of the SPKI DER.
     *
     * @throws IllegalArgumentException if the text is no RSA public key of at least 2048 bits
     */
    public static LegacyRsaKey parse(String text) {
        byte[] der = KeyText.decode("legacy RSA", text);
        try {
            return of(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The legacy RSA key is no SPKI-encoded RSA public key; paste it as published.", e);
        }
    }

    static LegacyRsaKey of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new LegacyRsaKey(rsa);
        }
        throw new IllegalArgumentException("The legacy key is " + key.getAlgorithm() + "; expected RSA.");
    }

    /** First 8 hex digits of the SHA-256 of the SPKI DER: names the key in metrics and logs. */
    public String keyId() {
        return keyId;
    }

    /** The key in the PEM form that {@link #parse(String)} and OpenSSL read. */
    public String pem() {
        return KeyText.pem("PUBLIC KEY", key.getEncoded());
    }

    boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != signatureBytes) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // Thrown for bytes that are no encoded signature: such a signature does not verify.
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This Java runtime cannot verify " + ALGORITHM + ".", e);
        }
    }
}

package dev.ghlsync.ghl.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signs webhook bodies in the legacy way ({@code X-WH-Signature}), for the sandbox and for tests. Safe for concurrent use. */
public final class LegacyWebhookSigner {
    private final PrivateKey privateKey;
    private final LegacyRsaKey publicKey;

    /** @param keys an RSA key pair of at least 2048 bits */
    public LegacyWebhookSigner(KeyPair keys) {
        this.privateKey = keys.getPrivate();
        this.publicKey = LegacyRsaKey.of(keys.getPublic());
    }

    /** A new random key pair; HighLevel's own has 4096 bits. */
    public static LegacyWebhookSigner generate(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new LegacyWebhookSigner(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks RSA.", e);
        }
    }

    /** The value of {@value WebhookVerifier#LEGACY_SIGNATURE_HEADER} for exactly these bytes. */
    public String sign(byte[] rawBody) {
        try {
            Signature signer = Signature.getInstance(LegacyRsaKey.ALGORITHM);
            signer.initSign(privateKey);
            signer.update(rawBody);
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot sign with " + LegacyRsaKey.ALGORITHM + ".", e);
        }
    }

    public LegacyRsaKey publicKey() {
        return publicKey;
    }
}

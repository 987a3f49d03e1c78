package dev.ghlsync.ghl.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Signs webhook bodies as HighLevel does ({@code X-GHL-Signature}), with a key of our own: for the sandbox and for tests. Immutable and safe
 * for concurrent use.
 */
public final class WebhookSigner {
    private static final byte[] SEED_LABEL = "ghl-sync webhook signing key ".getBytes(StandardCharsets.US_ASCII);

    private final Ed25519PrivateKeyParameters privateKey;
    private final Ed25519Key publicKey;

    private WebhookSigner(byte[] rawPrivateKey) {
        this.privateKey = new Ed25519PrivateKeyParameters(rawPrivateKey);
        this.publicKey = Ed25519Key.ofRaw(privateKey.generatePublicKey().getEncoded());
    }

    /** @param rawPrivateKey the 32 bytes that RFC 8032 calls the private key; must be random unless in a test */
    public static WebhookSigner ofPrivateKey(byte[] rawPrivateKey) {
        if (rawPrivateKey.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("An Ed25519 private key has " + Ed25519.SECRET_KEY_SIZE + " bytes, not "
                    + rawPrivateKey.length + ".");
        }
        return new WebhookSigner(rawPrivateKey);
    }

    /** The same key pair for the same seed. Anyone who knows the seed can sign: sandbox and tests only. */
    public static WebhookSigner ofSeed(long seed) {
        byte[] material = ByteBuffer.allocate(SEED_LABEL.length + Long.BYTES)
                .put(SEED_LABEL)
                .putLong(seed)
                .array();
        return new WebhookSigner(Sha256.of(material));
    }

    /** The value of {@value WebhookVerifier#SIGNATURE_HEADER} for exactly these bytes. */
    public String sign(byte[] rawBody) {
        byte[] signature = new byte[Ed25519Key.SIGNATURE_BYTES];
        privateKey.sign(Ed25519.Algorithm.Ed25519, null, rawBody, 0, rawBody.length, signature, 0);
        return Base64.getEncoder().encodeToString(signature);
    }

    public Ed25519Key publicKey() {
        return publicKey;
    }
}

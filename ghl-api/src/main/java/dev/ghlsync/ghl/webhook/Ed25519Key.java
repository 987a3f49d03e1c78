package dev.ghlsync.ghl.webhook;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 public key (RFC 8032, pure). Immutable and safe for concurrent use. */
public final class Ed25519Key {
    /** Bytes of a signature. */
    static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

    /** The fixed DER head of every Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 key bytes follow. */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final Ed25519PublicKeyParameters point;
    private final String keyId;

    private Ed25519Key(byte[] raw) {
        if (!Ed25519.validatePublicKeyFull(raw, 0)) {
            throw new IllegalArgumentException(
                    "The Ed25519 key is not a point of the curve's prime-order group; paste it as published.");
        }
        this.point = new Ed25519PublicKeyParameters(raw);
        this.keyId = KeyText.keyId(spkiDer());
    }

    /**
     * Reads a key given as PEM, as base64 of the SPKI DER (44 bytes), or as base64 or hex of the raw 32 bytes.
     *
     * @throws IllegalArgumentException if the text is no Ed25519 public key
     */
    public static Ed25519Key parse(String text) {
        byte[] bytes = KeyText.decode("Ed25519", text);
        if (bytes.length == Ed25519.PUBLIC_KEY_SIZE) {
            return new Ed25519Key(bytes);
        }
        if (bytes.length == SPKI_HEAD.length + Ed25519.PUBLIC_KEY_SIZE
                && Arrays.equals(bytes, 0, SPKI_HEAD.length, SPKI_HEAD, 0, SPKI_HEAD.length)) {
            return new Ed25519Key(Arrays.copyOfRange(bytes, SPKI_HEAD.length, bytes.length));
        }
        throw new IllegalArgumentException("The Ed25519 key has " + bytes.length
                + " bytes; expected 32 raw bytes or the 44 bytes of its SPKI DER.");
    }

    static Ed25519Key ofRaw(byte[] raw) {
        return new Ed25519Key(raw);
    }

    /** First 8 hex digits of the SHA-256 of the SPKI DER: names the key in metrics and logs. */
    public String keyId() {
        return keyId;
    }

    /** The key in the PEM form that {@link #parse(String)} and OpenSSL read. */
    public String pem() {
        return KeyText.pem("PUBLIC KEY", spkiDer());
    }

    boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_BYTES
                && point.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
    }

    private byte[] spkiDer() {
        byte[] der = Arrays.copyOf(SPKI_HEAD, SPKI_HEAD.length + Ed25519.PUBLIC_KEY_SIZE);
        point.encode(der, SPKI_HEAD.length);
        return der;
    }
}

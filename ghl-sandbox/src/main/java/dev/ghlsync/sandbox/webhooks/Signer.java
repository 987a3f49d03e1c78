package dev.ghlsync.sandbox.webhooks;

import dev.ghlsync.sandbox.seed.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/** Signs webhook bodies with key pairs that follow from the seed. Thread-safe. */
public final class Signer {
    private static final int LEGACY_BITS = 2048;

    private final Ed25519PrivateKeyParameters key;
    private final Supplier<KeyPair> legacy;

    public Signer(Seeds seeds) {
        this.key = new Ed25519PrivateKeyParameters(seeds.bytes("ed25519"));
        this.legacy = new Once(seeds);
    }

    /** The value of X-GHL-Signature: base64 of an Ed25519 signature over the bytes. */
    public String sign(byte[] body) {
        var signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(body, 0, body.length);
        return Base64.getEncoder().encodeToString(signer.generateSignature());
    }

    /** The value of X-WH-Signature: base64 of an RSA PKCS#1 v1.5 SHA-256 signature. */
    public String signLegacy(byte[] body) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(legacy.get().getPrivate());
            rsa.update(body);
            return Base64.getEncoder().encodeToString(rsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot sign with RSA and SHA-256.", e);
        }
    }

    public String publicKeyPem() {
        try {
            return pem(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey())
                    .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("The Ed25519 key could not be encoded.", e);
        }
    }

    public String legacyPublicKeyPem() {
        return pem(legacy.get().getPublic().getEncoded());
    }

    private static String pem(byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }

    /** RSA keys are slow to make and seldom wanted. */
    private static final class Once implements Supplier<KeyPair> {
        private final Seeds seeds;
        private @Nullable KeyPair made;

        private Once(Seeds seeds) {
            this.seeds = seeds;
        }

        @Override
        public synchronized KeyPair get() {
            KeyPair pair = made;
            if (pair == null) {
                pair = make();
                made = pair;
            }
            return pair;
        }

        private KeyPair make() {
            try {
                // SHA1PRNG, unlike the platform's default, repeats when it is seeded before its first use.
                SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
                random.setSeed(seeds.bytes("rsa"));
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(LEGACY_BITS, random);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JDK cannot make RSA keys.", e);
            }
        }
    }
}

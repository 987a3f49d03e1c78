package dev.ghlsync.ghl.webhook;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Decodes the textual forms in which public keys are configured. */
final class KeyText {
    private static final Pattern PEM_ARMOUR = Pattern.compile("-----(BEGIN|END) [A-Z ]+-----");
    private static final Pattern HEX_32_BYTES = Pattern.compile("[0-9a-fA-F]{64}");

    private KeyText() {}

    /** The bytes behind PEM, base64 or (64 digits) hex text. Text that is none of them is an error that does not repeat it. */
    static byte[] decode(String what, String text) {
        String body = PEM_ARMOUR.matcher(text).replaceAll("").replaceAll("\\s", "");
        if (HEX_32_BYTES.matcher(body).matches()) {
            return HexFormat.of().parseHex(body);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The " + what + " key is neither PEM nor base64 nor hex; paste it as published.", e);
        }
        throw new IllegalArgumentException("The " + what + " key is empty; paste it as published.");
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** First 8 hex digits of the SHA-256 of the key's SPKI DER. */
    static String keyId(byte[] spkiDer) {
        return HexFormat.of().formatHex(Sha256.of(spkiDer), 0, 4);
    }
}

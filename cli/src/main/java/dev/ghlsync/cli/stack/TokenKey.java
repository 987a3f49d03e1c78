package dev.ghlsync.cli.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The key that encrypts the tokens of an installation: 32 random bytes in base64, made once, readable by the owner only. */
final class TokenKey {
    private static final int BYTES = 32;

    private TokenKey() {}

    /** The key in the file, which is made when it does not exist. */
    static String in(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StackException(
                    "The token key " + file + " cannot be read or made: " + e + "; check the data folder.", e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        var key = new byte[BYTES];
        random.nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException e) {
            // Made by another start in this moment: that key counts.
            return;
        }
    }
}

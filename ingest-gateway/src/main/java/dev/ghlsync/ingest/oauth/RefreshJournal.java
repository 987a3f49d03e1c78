package dev.ghlsync.ingest.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.credentials.SealedSecret;
import dev.ghlsync.ghl.model.GhlJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers of token refreshes, encrypted, on this machine's disk until the broker has them: HighLevel gives a refresh token once, so an answer
 * that is lost may end the connection. One file per location. Safe for concurrent use by one process.
 */
public final class RefreshJournal {
    private static final String SUFFIX = ".token";

    private final Path folder;

    /** @throws UncheckedIOException if the folder cannot be made */
    public RefreshJournal(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder '" + folder + "' for token refreshes cannot be made; set TOKEN_JOURNAL_DIR to one that"
                            + " can.",
                    e);
        }
    }

    /**
     * @param epoch of the connection whose tokens were refreshed
     * @param tokenVersion the version that the new tokens get
     */
    public record Entry(
            String locationId,
            long epoch,
            long tokenVersion,
            SealedSecret accessToken,
            @Nullable SealedSecret refreshToken,
            Instant expiresAt,
            List<String> scopes,
            Instant writtenAt) {

        public Entry {
            scopes = List.copyOf(scopes);
        }
    }

    /** Returns when the entry is on disk. */
    void put(Entry entry) {
        Path file = file(entry.locationId());
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (var channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(GhlJson.bytes(json(entry)));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("A token refresh cannot be written to '" + folder + "'.", e);
        }
    }

    /** Forgets the entry of a location if it is of this version or older. */
    void remove(String locationId, long tokenVersion) {
        Path file = file(locationId);
        Entry known = read(file);
        if (known != null && known.tokenVersion() <= tokenVersion) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("'" + file + "' cannot be deleted.", e);
            }
        }
    }

    List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
                Entry entry = read(file);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder '" + folder + "' of token refreshes cannot be read.", e);
        }
        return entries;
    }

    private Path file(String locationId) {
        String name =
                Base64.getUrlEncoder().withoutPadding().encodeToString(locationId.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(name + SUFFIX);
    }

    /** Null if it is gone or unreadable: half a file cannot be, because it is renamed into place. */
    private static @Nullable Entry read(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be read.", e);
        }
        JsonNode json = GhlJson.objectOrEmpty(bytes);
        SealedSecret access = secret(json.path("access"));
        if (access == null) {
            return null;
        }
        List<String> scopes = new ArrayList<>();
        json.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new Entry(
                json.path("locationId").asText(),
                json.path("epoch").asLong(),
                json.path("tokenVersion").asLong(),
                access,
                secret(json.path("refresh")),
                Instant.ofEpochMilli(json.path("expiresAt").asLong()),
                scopes,
                Instant.ofEpochMilli(json.path("writtenAt").asLong()));
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = GhlJson.emptyObject()
                .put("locationId", entry.locationId())
                .put("epoch", entry.epoch())
                .put("tokenVersion", entry.tokenVersion())
                .put("expiresAt", entry.expiresAt().toEpochMilli())
                .put("writtenAt", entry.writtenAt().toEpochMilli());
        json.set("access", json(entry.accessToken()));
        SealedSecret refresh = entry.refreshToken();
        if (refresh != null) {
            json.set("refresh", json(refresh));
        }
        entry.scopes().forEach(json.putArray("scopes")::add);
        return json;
    }

    private static ObjectNode json(SealedSecret secret) {
        return GhlJson.emptyObject()
                .put("keyId", secret.keyId())
                .put("ciphertext", Base64.getEncoder().encodeToString(secret.ciphertext()));
    }

    private static @Nullable SealedSecret secret(JsonNode json) {
        return json.isObject()
                ? new SealedSecret(
                        json.path("keyId").asText(),
                        Base64.getDecoder().decode(json.path("ciphertext").asText()))
                : null;
    }
}

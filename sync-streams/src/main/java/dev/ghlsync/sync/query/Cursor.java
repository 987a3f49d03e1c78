package dev.ghlsync.sync.query;

import dev.ghlsync.sync.query.Request.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended. Stays valid while objects come and go, because it names an id. */
final class Cursor {
    private Cursor() {}

    static String after(String lastId) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastId.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadRequestException when it is not one of ours */
    static String id(String cursor) {
        String id;
        try {
            id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw wrong();
        }
        return id;
    }

    private static BadRequestException wrong() {
        return new BadRequestException("Parameter cursor is none; give the nextCursor of the page before.");
    }
}

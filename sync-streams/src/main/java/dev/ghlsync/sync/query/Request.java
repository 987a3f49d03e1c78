package dev.ghlsync.sync.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path as it came, percent-encoded
 * @param query as it came, null for none
 * @param authorization value of that header, null for none
 * @param forwarded whether another instance sent it here
 */
record Request(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authorization,
        boolean forwarded) {
    private static final int TEXT_MAX = 4_096;

    /** The request cannot be understood; the message is one sentence for its sender. */
    static final class BadRequestException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        BadRequestException(String sentence) {
            super(sentence);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws BadRequestException when a part is malformed */
    List<String> parts() {
        return Arrays.stream(path.substring(1).split("/", -1))
                .map(part -> decoded(part, "The path"))
                .toList();
    }

    /** @throws BadRequestException when a parameter is malformed or given twice */
    Map<String, String> parameters() {
        var parameters = new HashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var pair : query.split("&")) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals), "A parameter");
            var value = equals < 0 ? "" : decoded(pair.substring(equals + 1), "Parameter " + name);
            if (parameters.put(name, value) != null) {
                throw new BadRequestException("Parameter " + name + " is given twice; give it once.");
            }
        }
        return parameters;
    }

    /**
     * Parts that are percent-encoded each and separated by commas.
     *
     * @throws BadRequestException when one is malformed
     */
    static List<String> list(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(part -> decoded(part, "A part of a list"))
                        .toList();
    }

    /**
     * A version of a contact; 0 without one.
     *
     * @throws BadRequestException when it is no whole number
     */
    static long version(@Nullable String text) {
        if (text != null && !text.matches("\\d{1,18}")) {
            throw new BadRequestException("version is " + text + "; give a whole number.");
        }
        return text == null ? 0 : Long.parseLong(text);
    }

    /** A plus sign stays one: phone numbers begin with it. */
    private static String decoded(String text, String what) {
        String decoded;
        try {
            decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(what + " is not percent-encoded UTF-8; encode it.");
        }
        // The keys of the stores are joined by control characters, so none may come from outside.
        if (decoded.length() > TEXT_MAX || decoded.chars().anyMatch(Character::isISOControl)) {
            throw new BadRequestException(
                    what + " has control characters or more than " + TEXT_MAX + " characters; shorten or correct it.");
        }
        return decoded;
    }
}

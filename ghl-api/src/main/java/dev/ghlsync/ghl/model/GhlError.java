package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error body of HighLevel. Every part may be missing; a body that is no JSON object (a proxy's HTML page) gives an error without messages.
 *
 * @param status HTTP status
 * @param messages the body's message member, a string or a list of strings. May quote personal data: not for logs or metrics
 * @param error {@code error}, for example {@code Unprocessable Entity}
 * @param existingContactId {@code meta.contactId}: the contact that a refused duplicate collides with
 * @param matchingField {@code meta.matchingField}: {@code email} or {@code phone}
 * @param traceId HighLevel's id of this exchange
 */
public record GhlError(
        int status,
        List<String> messages,
        @Nullable String error,
        @Nullable String existingContactId,
        @Nullable String matchingField,
        @Nullable String traceId) {

    private static final Pattern UNKNOWN_PROPERTY = Pattern.compile("property (\\S+) should not exist");
    /** HighLevel says 400 of a contact that is gone. What it says of an appointment is not documented: taken to be alike. */
    private static final Pattern OBJECT_MISSING = Pattern.compile(
            "(contact|opportunity|event|appointment) (with id \\S+ )?(was )?not found", Pattern.CASE_INSENSITIVE);

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_]+");

    public GhlError {
        messages = List.copyOf(messages);
    }

    public static GhlError parse(int status, byte[] body) {
        JsonNode json = GhlJson.objectOrEmpty(body);
        JsonNode meta = json.path("meta");
        return new GhlError(
                status,
                messages(json.path("message")),
                GhlJson.text(json, "error"),
                GhlJson.text(meta, "contactId"),
                GhlJson.text(meta, "matchingField"),
                GhlJson.text(json, "traceId"));
    }

    public Kind kind() {
        String text = String.join("\n", messages).toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 -> badRequest(text);
            case 401 -> Kind.TOKEN_INVALID;
            case 403 ->
                text.contains("does not have access to this location") ? Kind.NO_ACCESS_TO_LOCATION : Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 422 -> UNKNOWN_PROPERTY.matcher(text).find() ? Kind.UNKNOWN_PROPERTY : Kind.INVALID;
            case 429 -> Kind.THROTTLED;
            default -> status >= 500 ? Kind.SERVER_FAULT : Kind.OTHER;
        };
    }

    /** Properties that HighLevel says should not exist. */
    public Set<String> unknownProperties() {
        Set<String> names = new LinkedHashSet<>();
        for (String message : messages) {
            Matcher matcher = UNKNOWN_PROPERTY.matcher(message);
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** Those of the sent fields that the messages name as a whole word; empty if HighLevel named none. */
    public Set<String> namedFields(Collection<String> sentFields) {
        Set<String> words = new LinkedHashSet<>();
        for (String message : messages) {
            Matcher matcher = WORD.matcher(message);
            while (matcher.find()) {
                words.add(matcher.group());
            }
        }
        Set<String> named = new LinkedHashSet<>(sentFields);
        named.retainAll(words);
        return named;
    }

    /** Without the messages, which may quote personal data. */
    @Override
    public String toString() {
        return "GhlError[status=" + status + ", kind=" + kind() + ", traceId=" + traceId + "]";
    }

    private Kind badRequest(String text) {
        if (existingContactId != null || text.contains("does not allow duplicate")) {
            return Kind.DUPLICATE_CONTACT;
        }
        if (OBJECT_MISSING.matcher(text).find()) {
            return Kind.NOT_FOUND;
        }
        if (text.contains("invalid grant")) {
            return Kind.INVALID_GRANT;
        }
        return text.contains("location is not active") ? Kind.LOCATION_NOT_ACTIVE : Kind.INVALID;
    }

    private static List<String> messages(JsonNode message) {
        List<String> texts = new ArrayList<>();
        if (message.isArray()) {
            message.forEach(each -> texts.add(each.isTextual() ? each.asText() : each.toString()));
        } else if (message.isTextual()) {
            texts.add(message.asText());
        }
        return texts;
    }

    /** What HighLevel objects to. */
    public enum Kind {
        /** 400: the location allows no duplicates and {@link #existingContactId} already has this e-mail or phone. */
        DUPLICATE_CONTACT,
        /** 404, or the 400 with which HighLevel says that a contact does not exist. Believe a GET only. */
        NOT_FOUND,
        /** 422 naming properties outside HighLevel's whitelist. */
        UNKNOWN_PROPERTY,
        /** 400 or 422: a value or parameter was not accepted. */
        INVALID,
        /** 401: refresh the token once, then the connection is broken. */
        TOKEN_INVALID,
        /** 400 of the token endpoint: the refresh token or code is expired, used or revoked. */
        INVALID_GRANT,
        /** 400 of the token endpoint: the location is suspended; the token works again later. */
        LOCATION_NOT_ACTIVE,
        /** 403: this token is not for this location. */
        NO_ACCESS_TO_LOCATION,
        /** Another 403, for example a missing scope or a refusal by HighLevel's front. */
        FORBIDDEN,
        /** 429. */
        THROTTLED,
        /** 5xx. */
        SERVER_FAULT,
        /** Anything else. */
        OTHER
    }
}

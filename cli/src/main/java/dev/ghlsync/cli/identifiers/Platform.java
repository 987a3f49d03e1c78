package dev.ghlsync.cli.identifiers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A platform and how it wants identifiers: normalised by its own rules, then SHA-256 in lower-case hex. */
public enum Platform {
    META {
        @Override
        Map<String, @Nullable String> normalized(JsonNode contact) {
            var address = contact.path("address");
            var country = MetaForm.country(text(contact.path("address"), "country"));
            var values = new LinkedHashMap<String, @Nullable String>();
            values.put("em", MetaForm.email(text(contact, "email")));
            values.put("ph", MetaForm.phone(text(contact, "phone")));
            values.put("fn", MetaForm.name(text(contact, "givenName")));
            values.put("ln", MetaForm.name(text(contact, "familyName")));
            values.put("db", MetaForm.dateOfBirth(text(contact, "dateOfBirth")));
            values.put("ct", MetaForm.place(text(address, "city")));
            values.put("st", MetaForm.place(text(address, "state")));
            values.put("zp", MetaForm.zip(text(address, "postalCode"), country));
            values.put("country", country);
            return values;
        }
    },
    GOOGLE {
        @Override
        Map<String, @Nullable String> normalized(JsonNode contact) {
            var values = new LinkedHashMap<String, @Nullable String>();
            values.put("email", GoogleForm.email(text(contact, "email")));
            values.put("phone", GoogleForm.phone(text(contact, "phone")));
            values.put("given_name", GoogleForm.givenName(text(contact, "givenName")));
            values.put("family_name", GoogleForm.familyName(text(contact, "familyName")));
            return values;
        }
    };

    /** Its identifiers of a contact in clear, by its own names; null for one that is missing or not valid there. */
    abstract Map<String, @Nullable String> normalized(JsonNode contact);

    /** Its identifiers of a contact, hashed; null for one that is missing or not valid there. */
    public Map<String, @Nullable String> hashed(JsonNode contact) {
        var hashed = new LinkedHashMap<String, @Nullable String>();
        normalized(contact).forEach((name, value) -> hashed.put(name, value == null ? null : sha256(value)));
        return hashed;
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private static @Nullable String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }
}

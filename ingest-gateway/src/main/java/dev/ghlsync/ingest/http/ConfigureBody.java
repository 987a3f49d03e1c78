package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.ConfigureRequest;
import dev.ghlsync.ingest.domain.ContactTextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the body of a change of settings. Sentences never repeat a value, because some are secrets. */
sealed interface ConfigureBody {
    record Valid(ConfigureRequest request) implements ConfigureBody {}

    record Invalid(String sentence) implements ConfigureBody {}

    String ORGANIZATION = "organizationId";
    Set<String> TEXTS = Set.of("country", "timezone", "currency");
    Set<String> FLAGS = Set.of(
            "createInGhl",
            "createWithoutEmailOrPhone",
            "writeCompanyNameOnUpdate",
            "inboundPaused",
            "outboundPaused",
            "syncTasks");
    String SECRETS = "webhookSecrets";
    int SECRETS_MAX = 2;

    static ConfigureBody read(byte[] raw) {
        ObjectNode body = GhlJson.object(raw);
        if (body == null) {
            return new Invalid("The body is not a JSON object; send {\"organizationId\":\"…\"} or other settings.");
        }
        for (var member : body.properties()) {
            String complaint = complaint(member.getKey(), member.getValue());
            if (complaint != null) {
                return new Invalid(complaint);
            }
        }
        return new Valid(request(body));
    }

    private static @Nullable String complaint(String name, JsonNode value) {
        boolean text = value.isTextual() && !value.asText().isBlank();
        if (name.equals(ORGANIZATION)) {
            return text || value.isNull() ? null : "Field 'organizationId' is no text; send a text, or null to unmap.";
        }
        if (TEXTS.contains(name)) {
            ContactTextField field = switch (name) {
                case "country" -> ContactTextField.COUNTRY;
                case "timezone" -> ContactTextField.TIMEZONE;
                default -> null;
            };
            return text && (field == null || field.accepts(value.asText()))
                    ? null
                    : "Field '" + name + "' is not usable; send " + (field == null ? "a text" : field.form()) + ".";
        }
        if (FLAGS.contains(name)) {
            return value.isBoolean() ? null : "Field '" + name + "' is no boolean; send true or false.";
        }
        if (name.equals(SECRETS)) {
            return areSecrets(value) ? null : "Field 'webhookSecrets' is no list of at most two texts.";
        }
        var names = new TreeSet<>(TEXTS);
        names.addAll(FLAGS);
        names.add(ORGANIZATION);
        names.add(SECRETS);
        return "Field '" + name + "' is not known; the fields are " + names + ".";
    }

    private static ConfigureRequest request(ObjectNode body) {
        String country = GhlJson.text(body, "country");
        return new ConfigureRequest(
                body.has(ORGANIZATION),
                GhlJson.text(body, ORGANIZATION),
                country == null ? null : country.toUpperCase(Locale.ROOT),
                GhlJson.text(body, "timezone"),
                GhlJson.text(body, "currency"),
                flag(body, "createInGhl"),
                flag(body, "createWithoutEmailOrPhone"),
                flag(body, "writeCompanyNameOnUpdate"),
                flag(body, "inboundPaused"),
                flag(body, "outboundPaused"),
                flag(body, "syncTasks"),
                secrets(body.path(SECRETS)));
    }

    private static @Nullable Boolean flag(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    private static @Nullable List<Secret> secrets(JsonNode list) {
        if (!list.isArray()) {
            return null;
        }
        var secrets = new ArrayList<Secret>();
        list.forEach(each -> secrets.add(Secret.of(each.asText())));
        return secrets;
    }

    private static boolean areSecrets(JsonNode list) {
        boolean good = list.isArray() && list.size() <= SECRETS_MAX;
        for (JsonNode each : list) {
            good &= each.isTextual() && !each.asText().isBlank();
        }
        return good;
    }
}

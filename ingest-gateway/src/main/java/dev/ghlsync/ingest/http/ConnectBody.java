package dev.ghlsync.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.ConnectRequest;
import dev.ghlsync.ingest.domain.ContactTextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the body of a connect request. Sentences never repeat a value, because one of them is the token. */
sealed interface ConnectBody {
    record Valid(ConnectRequest request) implements ConnectBody {}

    record Invalid(String sentence) implements ConnectBody {}

    Set<String> TEXTS = Set.of("token", "companyId", "organizationId", "country", "timezone", "currency");
    Set<String> FLAGS = Set.of("createInGhl", "createWithoutEmailOrPhone", "writeCompanyNameOnUpdate");
    String SECRETS = "webhookSecrets";
    int SECRETS_MAX = 2;

    static ConnectBody read(byte[] raw) {
        ObjectNode body = GhlJson.object(raw);
        if (body == null) {
            return new Invalid("The body is not a JSON object; send {\"token\":\"pit-…\"}.");
        }
        String complaint = complaint(body);
        return complaint == null ? new Valid(request(body)) : new Invalid(complaint);
    }

    private static @Nullable String complaint(ObjectNode body) {
        for (var member : body.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            boolean fits = value.isNull()
                    || (TEXTS.contains(name)
                            && value.isTextual()
                            && !value.asText().isBlank())
                    || (FLAGS.contains(name) && value.isBoolean())
                    || (SECRETS.equals(name) && areSecrets(value));
            if (!TEXTS.contains(name) && !FLAGS.contains(name) && !SECRETS.equals(name)) {
                return "Field '" + name + "' is not known; the fields are " + names() + ".";
            }
            if (!fits) {
                return "Field '" + name + "' has a value of the wrong kind; send "
                        + (FLAGS.contains(name)
                                ? "true or false."
                                : SECRETS.equals(name) ? "a list of one or two texts." : "a text.");
            }
        }
        if (GhlJson.text(body, "token") == null) {
            return "Field 'token' is missing; send the Private Integration Token of the location.";
        }
        String country = GhlJson.text(body, "country");
        if (country != null && !ContactTextField.COUNTRY.accepts(country)) {
            return "Field 'country' is no country; send " + ContactTextField.COUNTRY.form() + ".";
        }
        String timezone = GhlJson.text(body, "timezone");
        return timezone == null || ContactTextField.TIMEZONE.accepts(timezone)
                ? null
                : "Field 'timezone' is no time zone; send " + ContactTextField.TIMEZONE.form() + ".";
    }

    private static ConnectRequest request(ObjectNode body) {
        String country = GhlJson.text(body, "country");
        return new ConnectRequest(
                Secret.of(body.path("token").asText().strip()),
                GhlJson.text(body, "companyId"),
                GhlJson.text(body, "organizationId"),
                country == null ? null : country.toUpperCase(Locale.ROOT),
                GhlJson.text(body, "timezone"),
                GhlJson.text(body, "currency"),
                flag(body, "createInGhl"),
                flag(body, "createWithoutEmailOrPhone"),
                flag(body, "writeCompanyNameOnUpdate"),
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
        boolean good = list.isArray() && !list.isEmpty() && list.size() <= SECRETS_MAX;
        for (JsonNode each : list) {
            good &= each.isTextual() && !each.asText().isBlank();
        }
        return good;
    }

    private static Set<String> names() {
        var names = new TreeSet<>(TEXTS);
        names.addAll(FLAGS);
        names.add(SECRETS);
        return names;
    }
}

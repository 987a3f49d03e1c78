package dev.ghlsync.ghl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.ghlsync.ghl.model.ParsedWebhook.Defect;
import dev.ghlsync.ghl.model.ParsedWebhook.NoType;
import dev.ghlsync.ghl.model.ParsedWebhook.NotJson;
import dev.ghlsync.ghl.model.Routing.Source;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One streaming pass over a webhook body. If a name repeats, the last value counts, as in JavaScript. */
final class EnvelopeReader {
    private static final Set<String> WANTED = Set.of(
            "type",
            "locationId",
            "id",
            "_id",
            "altId",
            "altType",
            "companyId",
            "messageId",
            "emailMessageId",
            "appId",
            "versionId",
            "timestamp",
            "webhookId");
    private static final String APPOINTMENT = "appointment";
    private static final String APPOINTMENT_ID = "appointment.id";

    /** Longest value of a wanted member that is taken as an identifier; anything longer is treated as absent. */
    private static final int TEXT_MAX = 512;

    private final Map<String, String> found = new HashMap<>();

    private EnvelopeReader() {}

    static ParsedWebhook read(byte[] rawBody) {
        EnvelopeReader reader = new EnvelopeReader();
        Defect defect;
        try (JsonParser parser = GhlJson.FACTORY.createParser(rawBody)) {
            defect = reader.scan(parser);
        } catch (StreamConstraintsException e) {
            defect = Defect.BEYOND_LIMITS;
        } catch (IOException e) {
            defect = Defect.SYNTAX;
        }
        return defect == null ? reader.envelope() : new NotJson(defect);
    }

    private @Nullable Defect scan(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Defect.EMPTY;
        }
        if (first != JsonToken.START_OBJECT) {
            return Defect.NOT_AN_OBJECT;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT && APPOINTMENT.equals(name)) {
                scanAppointment(parser);
            } else if (WANTED.contains(name)) {
                take(name, value, parser);
            } else {
                parser.skipChildren();
            }
        }
        return parser.nextToken() == null ? null : Defect.SYNTAX;
    }

    private void scanAppointment(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if ("id".equals(name)) {
                take(APPOINTMENT_ID, value, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void take(String name, JsonToken value, JsonParser parser) throws IOException {
        found.remove(name);
        boolean textual = value == JsonToken.VALUE_STRING;
        // A type must be text; ids and times may be numbers.
        if (textual || (value.isNumeric() && !"type".equals(name))) {
            String text = parser.getText();
            if (!text.isBlank() && text.length() <= TEXT_MAX) {
                found.put(name, text);
            }
        } else {
            parser.skipChildren();
        }
    }

    private ParsedWebhook envelope() {
        String type = found.get("type");
        if (type == null) {
            return new NoType();
        }
        return new WebhookEnvelope(
                type,
                routing(type),
                first(APPOINTMENT_ID, "id", "_id", "messageId", "emailMessageId"),
                found.get("companyId"),
                found.get("appId"),
                found.get("versionId"),
                GhlTime.parse(found.get("timestamp")),
                found.get("webhookId"));
    }

    private Routing routing(String type) {
        String locationId = found.get("locationId");
        if (locationId != null) {
            return new Routing(Source.LOCATION_ID, locationId);
        }
        String id = found.get("id");
        if (type.startsWith("Location") && id != null) {
            return new Routing(Source.LOCATION_EVENT_ID, id);
        }
        String altId = found.get("altId");
        if (altId != null && "location".equals(found.getOrDefault("altType", "location"))) {
            return new Routing(Source.ALT_ID, altId);
        }
        String companyId = found.get("companyId");
        if (companyId != null) {
            return new Routing(Source.COMPANY_ID, companyId);
        }
        String webhookId = found.get("webhookId");
        return webhookId != null ? new Routing(Source.WEBHOOK_ID, webhookId) : new Routing(Source.TYPE, type);
    }

    private @Nullable String first(String... names) {
        for (String name : names) {
            String value = found.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}

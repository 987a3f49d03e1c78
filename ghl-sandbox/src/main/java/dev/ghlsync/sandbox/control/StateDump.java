package dev.ghlsync.sandbox.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactJson;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.locations.LocationJson;
import dev.ghlsync.sandbox.shelf.Shelf;
import dev.ghlsync.sandbox.world.SubAccount;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a whole location without ever holding more than one contact of it as JSON. */
final class StateDump {
    private StateDump() {}

    static void write(SubAccount account, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeFieldName("location");
            json.writeTree(LocationJson.full(account.location()));
            json.writeArrayFieldStart("contacts");
            for (Contact contact : account.contacts().sorted().values()) {
                json.writeTree(ContactJson.full(contact, false));
            }
            json.writeEndArray();
            documents(json, "opportunities", account.opportunities());
            documents(json, "appointments", account.appointments());
            documents(json, "tasks", account.tasks());
            documents(json, "notes", account.notes());
            json.writeEndObject();
        }
    }

    private static void documents(JsonGenerator json, String name, Shelf shelf) throws IOException {
        json.writeArrayFieldStart(name);
        for (ObjectNode document : shelf.all()) {
            json.writeTree(document);
        }
        json.writeEndArray();
    }
}

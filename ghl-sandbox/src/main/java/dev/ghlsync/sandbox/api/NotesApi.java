package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.openapi.Dto;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.time.Dates;
import dev.ghlsync.sandbox.world.SubAccount;
import java.time.InstantSource;
import java.util.Set;

/** Notes of contacts. They have no update date, as in HighLevel. */
final class NotesApi {
    private static final Dto CREATE = new Dto("contacts", "NotesDTO");
    private static final Dto UPDATE = new Dto("contacts", "UpdateNoteDTO", Set.of("body"), Set.of());

    private final InstantSource clock;

    NotesApi(InstantSource clock) {
        this.clock = clock;
    }

    Reply list(ApiCall call) {
        Contact contact = call.contact(call.params().path("contactId"));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("notes");
        call.own().notes().all().stream()
                .filter(note -> Documents.fits(note, "contactId", contact.id()))
                .forEach(note -> list.add(shown(note)));
        return Reply.ok(answer);
    }

    Reply create(ApiCall call) {
        Contact contact = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        ObjectNode note = Json.object().put("id", account.ids().id());
        Documents.patched(note, CREATE.checked(call.body()));
        note.put("contactId", contact.id()).put("locationId", account.location().id());
        return Reply.json(201, wrapped(account.notes().put(note.put("dateAdded", Dates.iso(clock.instant())))));
    }

    Reply get(ApiCall call) {
        String id = call.params().path("id");
        return Reply.ok(wrapped(account(call).notes().find(id).orElseThrow(() -> unknown(id))));
    }

    Reply update(ApiCall call) {
        ObjectNode patch = UPDATE.checked(call.body());
        String id = call.params().path("id");
        return Reply.ok(wrapped(account(call)
                .notes()
                .change(id, note -> Documents.patched(note, patch))
                .orElseThrow(() -> unknown(id))));
    }

    Reply delete(ApiCall call) {
        if (!account(call).notes().remove(call.params().path("id"))) {
            throw unknown(call.params().path("id"));
        }
        return Reply.ok(Json.object().put("succeded", true));
    }

    private static SubAccount account(ApiCall call) {
        call.contact(call.params().path("contactId"));
        return call.own();
    }

    private static ObjectNode wrapped(ObjectNode note) {
        return Json.object().set("note", shown(note));
    }

    private static ObjectNode shown(ObjectNode note) {
        return Documents.only(note, "id", "body", "userId", "dateAdded", "contactId", "title", "color", "pinned");
    }

    private static Refusal unknown(String id) {
        return Refusal.badRequest("Note with id " + id + " not found");
    }
}

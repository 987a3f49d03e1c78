package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.ContactBody;
import dev.ghlsync.sandbox.contacts.ContactJson;
import dev.ghlsync.sandbox.contacts.ContactPatch;
import dev.ghlsync.sandbox.contacts.Duplicate;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.openapi.Specs;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.world.SubAccount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Create, read, update, upsert and delete of single contacts. */
final class ContactsApi {
    private static final Set<String> CREATE = Specs.load().properties("contacts", "CreateContactDto");
    private static final Set<String> UPDATE = Specs.load().properties("contacts", "UpdateContactDto");
    private static final Set<String> UPSERT = Specs.load().properties("contacts", "UpsertContactDto");

    private final Supplier<Settings> settings;

    ContactsApi(Supplier<Settings> settings) {
        this.settings = settings;
    }

    Reply create(ApiCall call) {
        ObjectNode body = call.body();
        SubAccount account = call.location(call.bodyText("locationId"));
        ContactPatch patch = read(body, CREATE, account);
        Contact contact = account.contacts().locked(() -> {
            refuseDuplicate(account, patch, null);
            return account.contacts().create(account.location().id(), patch);
        });
        return Reply.json(
                201, wrapped(ContactJson.created(contact, settings.get().lowerCaseNames())));
    }

    Reply get(ApiCall call) {
        return Reply.ok(wrapped(shown(call.contact(call.params().path("contactId")))));
    }

    Reply update(ApiCall call) {
        Contact known = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        ContactPatch patch = read(call.body(), UPDATE, account);
        Contact after = account.contacts().locked(() -> {
            Contact before = call.contact(known.id());
            refuseDuplicate(account, patch, before.id());
            return account.contacts().update(before, patch);
        });
        ObjectNode answer = Json.object().put("succeded", true);
        return Reply.ok(answer.set("contact", shown(after)));
    }

    Reply upsert(ApiCall call) {
        ObjectNode body = call.body();
        SubAccount account = call.location(call.bodyText("locationId"));
        ContactPatch patch = read(body, UPSERT, account);
        if (settings.get().refusesPhoneOnlyUpsert() && patch.sets(TextField.EMAIL) == null) {
            throw Refusal.unprocessable(List.of("email must be an email"));
        }
        boolean always = body.path("createNewIfDuplicateAllowed").asBoolean()
                && account.location().settings().allowDuplicateContact();
        return account.contacts().locked(() -> {
            Optional<Duplicate> match = always ? Optional.empty() : match(account, patch);
            Contact contact = match.map(duplicate ->
                            account.contacts().update(duplicate.contact(), withoutIgnored(account, patch, duplicate)))
                    .orElseGet(
                            () -> account.contacts().create(account.location().id(), patch));
            ObjectNode answer = Json.object().put("new", match.isEmpty());
            return Reply.ok(answer.set("contact", shown(contact)));
        });
    }

    Reply delete(ApiCall call) {
        Contact known = call.contact(call.params().path("contactId"));
        SubAccount account = call.own();
        account.contacts().locked(() -> {
            account.contacts().delete(call.contact(known.id()));
            return known;
        });
        return Reply.ok(Json.object().put("succeded", true));
    }

    Reply findDuplicate(ApiCall call) {
        SubAccount account = call.location(call.params().query("locationId"));
        String email = call.params().query("email");
        String number = call.params().query("number");
        if (email == null && number == null) {
            throw Refusal.badRequest("Pass at least one of number, email query parameter");
        }
        var settingsOfLocation = account.location().settings();
        List<String> order = settingsOfLocation.allowDuplicateContact()
                ? List.of("email", "phone")
                : settingsOfLocation.duplicatePriority();
        // A plus sign that was not URL-encoded arrives as a space, as it does in HighLevel.
        Optional<Duplicate> found = account.contacts().duplicateOf(email, number, null, order);
        ObjectNode answer = Json.object();
        found.ifPresentOrElse(
                duplicate -> answer.set("contact", shown(duplicate.contact())), () -> answer.putNull("contact"));
        return Reply.ok(answer);
    }

    private ContactPatch read(ObjectNode body, Set<String> allowed, SubAccount account) {
        return ContactBody.read(
                body, allowed, account.location(), settings.get().invalidPhoneStatus());
    }

    private static void refuseDuplicate(SubAccount account, ContactPatch patch, @Nullable String selfId) {
        var locationSettings = account.location().settings();
        if (locationSettings.allowDuplicateContact()) {
            return;
        }
        account.contacts()
                .duplicateOf(
                        patch.sets(TextField.EMAIL),
                        patch.sets(TextField.PHONE),
                        selfId,
                        locationSettings.duplicatePriority())
                .ifPresent(duplicate -> {
                    throw new Refusal(Reply.json(400, duplicateBody(duplicate)));
                });
    }

    private static ObjectNode duplicateBody(Duplicate duplicate) {
        ObjectNode body = Json.object()
                .put("statusCode", 400)
                .put("message", "This location does not allow duplicated contacts.");
        ObjectNode meta =
                body.putObject("meta").put("contactId", duplicate.contact().id());
        String name = duplicate.contact().fullName();
        meta.put("contactName", name == null ? "" : name).put("matchingField", duplicate.matchingField());
        return body;
    }

    private Optional<Duplicate> match(SubAccount account, ContactPatch patch) {
        String email = patch.sets(TextField.EMAIL);
        Optional<Duplicate> match = account.contacts()
                .duplicateOf(
                        email,
                        patch.sets(TextField.PHONE),
                        null,
                        account.location().settings().duplicatePriority());
        if (match.isEmpty() && settings.get().upsertMatchesFurtherEmails()) {
            return account.contacts().byFurtherEmail(email).map(contact -> new Duplicate(contact, "email"));
        }
        return match;
    }

    /** When the other identifier belongs to someone else, HighLevel leaves it out without a word. */
    private static ContactPatch withoutIgnored(SubAccount account, ContactPatch patch, Duplicate match) {
        if (account.location().settings().allowDuplicateContact()) {
            return patch;
        }
        TextField other = match.matchingField().equals("email") ? TextField.PHONE : TextField.EMAIL;
        boolean phone = other == TextField.PHONE;
        boolean taken = account.contacts()
                .duplicateOf(
                        phone ? null : patch.sets(other),
                        phone ? patch.sets(other) : null,
                        match.contact().id(),
                        List.of(phone ? "phone" : "email"))
                .isPresent();
        return taken ? patch.without(other) : patch;
    }

    private ObjectNode shown(Contact contact) {
        return ContactJson.full(contact, settings.get().lowerCaseNames());
    }

    private static ObjectNode wrapped(JsonNode contact) {
        return Json.object().set("contact", contact);
    }
}

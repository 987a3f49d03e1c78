package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.world.SubAccount;
import dev.ghlsync.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that was let in, with what its token may see. */
record ApiCall(Params params, Grant grant, World world) {

    /** The location if the token may use it. */
    SubAccount location(@Nullable String locationId) {
        if (locationId == null || locationId.isBlank()) {
            throw Refusal.unprocessable(List.of("locationId should not be empty", "locationId must be a string"));
        }
        boolean own = locationId.equals(grant.locationId());
        if (!own) {
            throw Refusal.forbidden("The token does not have access to this location.");
        }
        return world.find(locationId)
                .orElseThrow(() -> Refusal.badRequest("Location with id " + locationId + " not found"));
    }

    /** The token's own location. */
    SubAccount own() {
        String locationId = grant.locationId();
        if (locationId == null) {
            throw Refusal.forbidden("The token does not have access to this location.");
        }
        return location(locationId);
    }

    Contact contact(String id) {
        String locationId = grant.locationId();
        var own = locationId == null
                ? Optional.<Contact>empty()
                : world.find(locationId).flatMap(account -> account.contacts().find(id));
        return own.orElseThrow(() -> elsewhere(id));
    }

    private Refusal elsewhere(String id) {
        return world.holding(id).isPresent()
                ? Refusal.forbidden("The token does not have access to this location.")
                : Refusal.badRequest("Contact with id " + id + " not found");
    }

    ObjectNode body() {
        return params.object();
    }

    @Nullable
    String bodyText(String name) {
        return Json.text(params.object(), name);
    }
}

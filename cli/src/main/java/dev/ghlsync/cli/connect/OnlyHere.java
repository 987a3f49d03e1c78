package dev.ghlsync.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.JsonReply;
import dev.ghlsync.cli.http.ServiceAddress;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Contacts that exist only with us, which connecting their location creates in GoHighLevel. */
final class OnlyHere {
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 200;

    private final JsonApi query;

    OnlyHere(JsonApi query) {
        this.query = query;
    }

    /** Prints their ids and returns how many there are. */
    long list(String location, PrintWriter out) {
        long count = 0;
        String cursor = "";
        do {
            String path = "/locations/" + ServiceAddress.segment(location) + "/contacts?limit=" + PAGE
                    + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
            JsonReply reply = query.get(path);
            if (reply.status() == NOT_FOUND) {
                return count; // A location that was never connected has no contacts with us.
            }
            JsonNode page = reply.require("the contacts of location " + location);
            for (JsonNode contact : page.path("contacts")) {
                if (contact.path("ghlContactId").isNull()
                        && contact.path("status").asText().equals("ACTIVE")) {
                    out.println(contact.path("contactId").asText());
                    count++;
                }
            }
            cursor = page.path("nextCursor").isTextual()
                    ? page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return count;
    }
}

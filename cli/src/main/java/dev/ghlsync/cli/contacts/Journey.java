package dev.ghlsync.cli.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.avro.EventLog;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.query.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What is known of a person, in the order of time. */
final class Journey {
    private Journey() {}

    /** A moment: when, what happened or was to happen, and to what. Times are ISO 8601 in UTC. */
    record Moment(String at, String what, String object, String about) {
        static Moment of(EventLog.Happened event) {
            return new Moment(
                    event.at().toString(), event.type(), event.objectType().toLowerCase(Locale.ROOT), event.detail());
        }
    }

    /**
     * @param objects answer of the query API with bookings, opportunities and tasks
     * @param shown hides what is not to be shown
     */
    static List<Moment> of(ObjectNode contact, JsonNode objects, UnaryOperator<ObjectNode> shown) {
        var moments = new ArrayList<Moment>();
        var person = shown.apply(contact);
        var name = (text(person, "givenName") + " " + text(person, "familyName")).strip();
        add(moments, contact, "ghlCreatedAt", "created in GoHighLevel", "contact", name);
        add(moments, contact, "createdAt", "first known to us", "contact", name);
        add(moments, contact, "deletedInGhlAt", "deleted in GoHighLevel", "contact", name);
        for (var booking : objects.path("bookings")) {
            var about = text(shown.apply((ObjectNode) booking), "title") + " (" + text(booking, "status") + ")";
            add(moments, booking, "ghlDateAdded", "booked", "booking", about);
            add(moments, booking, "startsAt", "appointment", "booking", about);
            add(moments, booking, "deletedInGhlAt", "deleted", "booking", about);
        }
        for (var deal : objects.path("opportunities")) {
            var about = text(shown.apply((ObjectNode) deal), "name") + " (" + text(deal, "status") + ")";
            add(moments, deal, "ghlCreatedAt", "deal opened", "opportunity", about);
            add(moments, deal, "lastStageChangeAt", "stage " + text(deal, "pipelineStageName"), "opportunity", about);
            add(moments, deal, "lastStatusChangeAt", "status " + text(deal, "status"), "opportunity", about);
            add(moments, deal, "deletedInGhlAt", "deleted", "opportunity", about);
        }
        for (var task : objects.path("tasks")) {
            var about = text(shown.apply((ObjectNode) task), "title") + " (" + text(task, "status") + ")";
            add(moments, task, "ghlDateAdded", "task made", "task", about);
            add(moments, task, "dueAt", "task due", "task", about);
            add(moments, task, "deletedInGhlAt", "deleted", "task", about);
        }
        return moments;
    }

    static void print(List<Moment> moments, boolean json, PrintWriter out) {
        var sorted = moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
        if (json) {
            out.println(JsonApi.MAPPER.valueToTree(sorted).toPrettyString());
            return;
        }
        var rows = sorted.stream()
                .map(moment -> List.of(moment.at(), moment.object(), moment.what(), moment.about()))
                .toList();
        Table.print(List.of("WHEN", "OF", "WHAT", "ABOUT"), rows, out);
    }

    private static void add(
            List<Moment> moments, JsonNode object, String field, String what, String kind, String about) {
        if (object.hasNonNull(field)) {
            moments.add(new Moment(object.path(field).asText(), what.strip(), kind, about));
        }
    }

    private static String text(JsonNode object, String field) {
        return object.hasNonNull(field) ? object.path(field).asText() : "";
    }
}

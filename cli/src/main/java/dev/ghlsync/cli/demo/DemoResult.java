package dev.ghlsync.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.demo.compare.Comparison;
import dev.ghlsync.cli.http.JsonApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a demo ended.
 *
 * @param read contacts the initial sync read through paged search
 * @param steps steps of the story
 */
record DemoResult(
        DemoOptions options, long read, long pages, int steps, Comparison comparison, Counts counts, Duration took) {

    /** What the services counted. */
    record Counts(long webhooksAccepted, long pushesApplied, long echoesSilenced) {}

    /** Why the demo failed, one sentence each; empty when it did not. */
    List<String> failures() {
        var failures = new ArrayList<String>();
        if (!comparison.differences().isEmpty()) {
            failures.add(comparison.differences().size() + " differences were found.");
        }
        if (!comparison.unseen().isEmpty()) {
            failures.add("No contact had a value for " + String.join(", ", comparison.unseen())
                    + ", so nothing is shown about it.");
        }
        zero(failures, comparison.compared(), "contacts compared");
        zero(failures, comparison.inactive(), "contacts deleted in GoHighLevel");
        zero(failures, comparison.archived(), "contacts archived by us");
        zero(failures, counts.webhooksAccepted(), "webhooks accepted");
        zero(failures, counts.pushesApplied(), "pushes applied");
        zero(failures, counts.echoesSilenced(), "echoes silenced");
        some(failures, comparison.held(), "fields are held");
        some(failures, comparison.notWritable(), "fields are not writable");
        some(failures, comparison.pending(), "fields are still on their way");
        return failures;
    }

    /** The last line of the demo's output. */
    String summary() {
        return "demo: %d contacts compared, %d differences, %d webhooks accepted, %d pushes applied, %d echoes silenced"
                .formatted(
                        comparison.compared(),
                        comparison.differences().size(),
                        counts.webhooksAccepted(),
                        counts.pushesApplied(),
                        counts.echoesSilenced());
    }

    ObjectNode json() {
        ObjectNode json = JsonApi.MAPPER.createObjectNode();
        json.put("seed", options.seed())
                .put("contactsRead", read)
                .put("pages", pages)
                .put("steps", steps);
        json.put("contactsCompared", comparison.compared())
                .put("differences", comparison.differences().size())
                .put("webhooksAccepted", counts.webhooksAccepted())
                .put("pushesApplied", counts.pushesApplied())
                .put("echoesSilenced", counts.echoesSilenced());
        json.put("deletedInGhl", comparison.inactive())
                .put("archivedByUs", comparison.archived())
                .put("pendingFields", comparison.pending())
                .put("heldFields", comparison.held())
                .put("notWritableFields", comparison.notWritable());
        var differences = json.putArray("differenceList");
        comparison.differences().forEach(difference -> differences.addPOJO(difference));
        json.set("failures", JsonApi.MAPPER.valueToTree(failures()));
        return json.put("seconds", took.toMillis() / 1000.0);
    }

    private static void zero(List<String> failures, long count, String what) {
        if (count == 0) {
            failures.add("0 " + what + ", so nothing is shown about it.");
        }
    }

    private static void some(List<String> failures, int count, String what) {
        if (count > 0) {
            failures.add(count + " " + what + ", where none should be.");
        }
    }
}

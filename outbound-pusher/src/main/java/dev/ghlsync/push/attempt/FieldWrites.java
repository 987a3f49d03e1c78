package dev.ghlsync.push.attempt;

import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Refusal;
import dev.ghlsync.push.domain.Snapshot;
import dev.ghlsync.push.domain.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields by PUT: what GoHighLevel names is left out and the rest sent again; what it refuses without naming is
 * split once, each field alone. Used by one thread.
 */
final class FieldWrites {
    private final Caller caller;
    private final String ghlContactId;
    private final List<FieldWish> accepted = new ArrayList<>();
    private final List<FieldReport> refused = new ArrayList<>();
    private final Map<String, Refusal> refusals = new HashMap<>();
    private @Nullable Snapshot latest;
    private @Nullable Integer refusalStatus;

    FieldWrites(Caller caller, String ghlContactId) {
        this.caller = caller;
        this.ghlContactId = ghlContactId;
    }

    /** Sends the fields in one call. Null when every field was accepted or refused; else what stopped it. */
    @Nullable
    Verdict together(List<FieldWish> fields) {
        if (fields.isEmpty()) {
            return null;
        }
        return switch (caller.call(new ContactCall.Update(ghlContactId, fields))) {
            case Verdict.Accepted(var snapshot) -> {
                accepted.addAll(fields);
                latest = snapshot;
                yield null;
            }
            case Verdict.Objected(int status, var named) -> objected(fields, status, named, Reason.FIELD_REFUSED);
            // An update can collide with another contact by e-mail or phone: that field cannot be written.
            case Verdict.Duplicate(int status, var ignored, var matching) ->
                objected(fields, status, matching == null ? Set.of() : Set.of(matching), Reason.DUPLICATE_CONTACT);
            case Verdict.Missing missing -> missing;
            case Verdict.Ends ends -> ends;
            case Verdict.Wait wait -> wait;
        };
    }

    /** Sends each field in a call of its own. */
    @Nullable
    Verdict alone(List<FieldWish> fields) {
        for (FieldWish field : fields) {
            Verdict stopped = together(List.of(field));
            if (stopped != null) {
                return stopped;
            }
        }
        return null;
    }

    private @Nullable Verdict objected(List<FieldWish> fields, int status, Set<String> named, Reason reason) {
        refusalStatus = status;
        List<FieldWish> rest =
                fields.stream().filter(f -> !named.contains(f.field())).toList();
        if (rest.size() < fields.size()) {
            fields.stream().filter(f -> named.contains(f.field())).forEach(f -> refuse(f, reason, status));
            return together(rest);
        }
        if (fields.size() == 1) {
            refuse(fields.getFirst(), reason, status);
            return null;
        }
        return alone(fields);
    }

    private void refuse(FieldWish field, Reason reason, int status) {
        refusals.put(field.field(), new Refusal(reason, status));
        refused.add(FieldReport.refused(field, new Refusal(reason, status)));
    }

    List<FieldWish> accepted() {
        return accepted;
    }

    List<FieldReport> refused() {
        return refused;
    }

    /** By name of the field. */
    Map<String, Refusal> refusals() {
        return refusals;
    }

    /** The contact after the last accepted call; null if none was accepted. */
    @Nullable
    Snapshot latest() {
        return latest;
    }

    @Nullable
    Integer refusalStatus() {
        return refusalStatus;
    }
}

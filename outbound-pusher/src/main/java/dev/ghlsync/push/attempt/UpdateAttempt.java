package dev.ghlsync.push.attempt;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.FieldForms;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.FieldWish;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.ReadBack;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Refusal;
import dev.ghlsync.push.domain.SafeWrite;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Snapshot;
import dev.ghlsync.push.domain.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to update a contact: read first when careful, then tags removed, tags added, fields by PUT, so that the last response shows
 * the contact after everything. Every step gives null to go on. Used once, by one thread.
 */
final class UpdateAttempt {
    private final Caller caller;
    private final PushWish wish;
    private final String id;
    private final Carry carry;
    private final FieldForms forms;
    private final Set<String> swinging;
    private final FieldWrites puts;
    private final List<FieldReport> reports = new ArrayList<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> added = new HashSet<>();
    private SafeWrite write;
    private @Nullable Snapshot latest;
    private @Nullable Integer refusalStatus;

    UpdateAttempt(
            Caller caller, PushWish wish, String ghlContactId, Carry carry, FieldForms forms, Set<String> swinging) {
        this.caller = caller;
        this.wish = wish;
        this.id = ghlContactId;
        this.carry = carry;
        this.forms = forms;
        this.swinging = swinging;
        this.puts = new FieldWrites(caller, ghlContactId);
        this.write = SafeWrite.unread(wish);
    }

    AttemptOutcome run() {
        AttemptOutcome ended = readFirst();
        ended = ended != null
                ? ended
                : tags(new ContactCall.RemoveTags(id, write.tagsRemove()), write.tagsRemove(), removed);
        ended = ended != null ? ended : tags(new ContactCall.AddTags(id, write.tagsAdd()), write.tagsAdd(), added);
        ended = ended != null ? ended : fields();
        ended = ended != null ? ended : readLast();
        return ended != null ? ended : settled();
    }

    private @Nullable AttemptOutcome readFirst() {
        if (!carry.careful()) {
            return null;
        }
        return switch (caller.call(new ContactCall.Read(id))) {
            case Verdict.Accepted(var snapshot)
            when snapshot != null -> {
                latest = snapshot;
                write = SafeWrite.after(snapshot.contact(), wish, forms);
                reports.addAll(write.settled());
                yield null;
            }
            case Verdict.Missing(int status) -> gone(status);
            case Verdict other -> stopped(other);
        };
    }

    private @Nullable AttemptOutcome tags(ContactCall call, Set<String> tags, Set<String> done) {
        if (tags.isEmpty()) {
            return null;
        }
        return switch (caller.call(call)) {
            case Verdict.Accepted ignored -> {
                done.addAll(tags);
                latest = null;
                yield null;
            }
            case Verdict.Objected(int status, var ignored) -> {
                refusalStatus = status;
                var refusal = new Refusal(Reason.FIELD_REFUSED, status);
                tags.forEach(tag -> reports.add(FieldReport.refusedTag(tag, refusal)));
                yield null;
            }
            case Verdict.Missing ignored -> confirmGone();
            case Verdict other -> stopped(other);
        };
    }

    private @Nullable AttemptOutcome fields() {
        List<FieldWish> send = new ArrayList<>();
        for (FieldWish field : write.fields()) {
            Refusal before = carry.refused().get(field.field());
            if (swinging.contains(field.field())) {
                reports.add(FieldReport.heldBack(field, Reason.OSCILLATING));
            } else if (before != null) {
                refusalStatus = before.httpStatus();
                reports.add(FieldReport.refused(field, before));
            } else if (field.field().equals(FieldWish.COMPANY) && !caller.mayWriteCompanyOnUpdate()) {
                reports.add(FieldReport.notSent(field, Reason.NOT_WRITABLE));
            } else {
                send.add(field);
            }
        }
        Verdict stopped = carry.split() ? puts.alone(send) : puts.together(send);
        if (puts.latest() != null) {
            latest = puts.latest();
        }
        return switch (stopped) {
            case null -> null;
            case Verdict.Missing ignored -> confirmGone();
            case Verdict other -> stopped(other);
        };
    }

    /** Only a write's own response or a read after it shows the contact after everything. */
    private @Nullable AttemptOutcome readLast() {
        if (latest != null) {
            return null;
        }
        return switch (caller.call(new ContactCall.Read(id))) {
            case Verdict.Accepted(var snapshot)
            when snapshot != null -> {
                latest = snapshot;
                yield null;
            }
            case Verdict.Missing(int status) -> gone(status);
            case Verdict other -> stopped(other);
        };
    }

    private AttemptOutcome settled() {
        Snapshot after = latest;
        if (after == null) {
            throw new IllegalStateException("An update ended without a snapshot; the read after it was left out.");
        }
        reports.addAll(puts.refused());
        reports.addAll(ReadBack.fields(puts.accepted(), after.contact(), forms));
        reports.addAll(ReadBack.tags(removed, after.contact(), false));
        reports.addAll(ReadBack.tags(added, after.contact(), true));
        Integer status = puts.refusalStatus() != null ? puts.refusalStatus() : refusalStatus;
        return new AttemptOutcome.Settled(Settlement.ofReports(
                id, reports, status == null ? Integer.valueOf(200) : status, after, caller.wrote()));
    }

    private AttemptOutcome confirmGone() {
        return switch (caller.call(new ContactCall.Read(id))) {
            case Verdict.Missing(int status) -> gone(status);
            case Verdict.Accepted ignored -> new AttemptOutcome.Failed(Reason.CONTRADICTION, null);
            case Verdict other -> stopped(other);
        };
    }

    private AttemptOutcome gone(int status) {
        return new AttemptOutcome.Settled(
                new Settlement(Settlement.Outcome.GONE, Reason.CONTACT_GONE, id, List.of(), status, null, null));
    }

    private AttemptOutcome stopped(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ends(AttemptOutcome outcome) -> outcome;
            case Verdict.Wait wait ->
                new AttemptOutcome.Deferred(wait.until(), AttemptOutcome.Scope.LOCATION, carryOn());
            // A read has nothing GoHighLevel could object to, and a tag call no duplicate.
            case Verdict.Objected(int status, var ignored) ->
                new AttemptOutcome.Failed(Reason.UNEXPECTED_STATUS, status);
            case Verdict.Duplicate(int status, var ignored, var ignoredToo) ->
                new AttemptOutcome.Failed(Reason.UNEXPECTED_STATUS, status);
            case Verdict.Missing(int status) -> new AttemptOutcome.Failed(Reason.UNEXPECTED_STATUS, status);
            case Verdict.Accepted ignored -> new AttemptOutcome.Failed(Reason.UNREADABLE_ANSWER, null);
        };
    }

    private Carry carryOn() {
        Map<String, Refusal> refused = new HashMap<>(carry.refused());
        refused.putAll(puts.refusals());
        // What was written already is recognised by the read and not written again.
        return new Carry(carry.careful() || caller.wrote(), refused, carry.split());
    }
}

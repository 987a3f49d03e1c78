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
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Snapshot;
import dev.ghlsync.push.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to create a contact. Never an upsert: a duplicate is read and reported, not written. A refusal may hide a created contact
 * (HighLevel docs issue 64), so what follows one waits until a search shows it, looks it up, and only then creates. Used once, by one thread.
 */
final class CreateAttempt {
    private final Caller caller;
    private final PushWish wish;
    private final Carry carry;
    private final FieldForms forms;
    private final Instant searchableFrom;
    private final List<FieldReport> reports = new ArrayList<>();

    /** @param searchableFrom when a search shows a contact that is created now */
    CreateAttempt(Caller caller, PushWish wish, Carry carry, FieldForms forms, Instant searchableFrom) {
        this.caller = caller;
        this.wish = wish;
        this.carry = carry;
        this.forms = forms;
        this.searchableFrom = searchableFrom;
    }

    AttemptOutcome run() {
        AttemptOutcome found = carry.careful() ? lookUp() : null;
        return found != null ? found : create();
    }

    private @Nullable AttemptOutcome lookUp() {
        String email = wish.wanted(FieldWish.EMAIL);
        String phone = wish.wanted(FieldWish.PHONE);
        if (email == null && phone == null) {
            return null;
        }
        return switch (caller.call(new ContactCall.FindDuplicate(email, phone))) {
            case Verdict.Accepted(var found)
            when found != null -> duplicateOf(found.contact().ghlContactId(), matching(found), null);
            case Verdict.Accepted ignored -> null;
            case Verdict other -> stopped(other);
        };
    }

    private String matching(Snapshot found) {
        String email = wish.wanted(FieldWish.EMAIL);
        boolean byEmail =
                email != null && forms.same(FieldWish.EMAIL, found.contact().value(FieldWish.EMAIL), email);
        return byEmail ? FieldWish.EMAIL : FieldWish.PHONE;
    }

    private AttemptOutcome create() {
        List<FieldWish> send = new ArrayList<>();
        for (FieldWish field : wish.fields()) {
            Refusal before = carry.refused().get(field.field());
            if (before != null) {
                reports.add(FieldReport.refused(field, before));
            } else if (field.wanted() == null) {
                reports.add(FieldReport.applied(field));
            } else {
                send.add(field);
            }
        }
        Refusal ofTags = carry.refused().get(FieldReport.TAGS);
        if (ofTags != null) {
            wish.tagsAdd().forEach(tag -> reports.add(FieldReport.refusedTag(tag, ofTags)));
        }
        if (send.isEmpty() && !carry.refused().isEmpty()) {
            return refused(null);
        }
        Set<String> tags = ofTags != null ? Set.of() : wish.tagsAdd();
        List<FieldWish> first = carry.split() ? identity(send) : send;
        return switch (caller.call(new ContactCall.Create(first, tags))) {
            case Verdict.Accepted(var created) when created != null -> created(first, send, tags, created);
            case Verdict.Duplicate(int status, var existing, var matching)
            when existing != null -> duplicateOf(existing, matching, status);
            case Verdict.Duplicate(int status, var ignored, var ignoredToo) -> objected(status, Set.of(), send);
            case Verdict.Objected(int status, var named) -> objected(status, named, send);
            case Verdict other -> stopped(other);
        };
    }

    /** What a contact can be created with when GoHighLevel refuses the whole without saying why. */
    private static List<FieldWish> identity(List<FieldWish> fields) {
        for (String name : List.of(FieldWish.EMAIL, FieldWish.PHONE)) {
            for (FieldWish field : fields) {
                if (field.field().equals(name)) {
                    return List.of(field);
                }
            }
        }
        return fields.subList(0, Math.min(1, fields.size()));
    }

    private AttemptOutcome created(List<FieldWish> first, List<FieldWish> all, Set<String> tags, Snapshot created) {
        String id = created.contact().ghlContactId();
        List<FieldWish> rest = all.stream().filter(f -> !first.contains(f)).toList();
        FieldWrites puts = new FieldWrites(caller, id);
        // From here on the contact exists: whatever stops the rest, the link must get home.
        Verdict stopped = puts.alone(rest);
        if (stopped != null) {
            rest.stream()
                    .filter(f ->
                            !puts.accepted().contains(f) && !puts.refusals().containsKey(f.field()))
                    .forEach(f -> reports.add(FieldReport.notSent(f, Reason.CONNECTION_LOST)));
        }
        Snapshot after = puts.latest() != null ? puts.latest() : created;
        List<FieldWish> written = new ArrayList<>(first);
        written.addAll(puts.accepted());
        reports.addAll(puts.refused());
        reports.addAll(ReadBack.fields(written, after.contact(), forms));
        reports.addAll(ReadBack.tags(tags, after.contact(), true));
        return new AttemptOutcome.Settled(Settlement.ofReports(id, reports, 201, after, true));
    }

    private AttemptOutcome objected(int status, Set<String> named, List<FieldWish> sent) {
        caller.mayHaveWritten();
        var refusal = new Refusal(Reason.FIELD_REFUSED, status);
        if (named.isEmpty() && (carry.split() || sent.size() <= 1)) {
            sent.forEach(field -> reports.add(FieldReport.refused(field, refusal)));
            return refused(status);
        }
        Map<String, Refusal> refused = new HashMap<>(carry.refused());
        named.forEach(field -> refused.put(field, refusal));
        return new AttemptOutcome.Deferred(
                searchableFrom,
                AttemptOutcome.Scope.CONTACT,
                new Carry(true, refused, carry.split() || named.isEmpty()));
    }

    private AttemptOutcome refused(@Nullable Integer status) {
        return new AttemptOutcome.Settled(
                new Settlement(Settlement.Outcome.REFUSED, Reason.FIELD_REFUSED, null, reports, status, null, null));
    }

    private AttemptOutcome duplicateOf(String existing, @Nullable String matching, @Nullable Integer status) {
        return switch (caller.call(new ContactCall.Read(existing))) {
            case Verdict.Accepted(var snapshot)
            when snapshot != null ->
                new AttemptOutcome.Settled(new Settlement(
                        Settlement.Outcome.DUPLICATE_OF,
                        Reason.DUPLICATE_CONTACT,
                        existing,
                        List.of(),
                        status,
                        snapshot,
                        matching));
            case Verdict.Missing(int missing) -> new AttemptOutcome.Failed(Reason.CONTRADICTION, missing);
            case Verdict other -> stopped(other);
        };
    }

    private AttemptOutcome stopped(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ends(AttemptOutcome outcome) -> outcome;
            case Verdict.Wait(Instant until) ->
                new AttemptOutcome.Deferred(until, AttemptOutcome.Scope.LOCATION, carry);
            case Verdict.Objected(int status, var ignored) ->
                new AttemptOutcome.Failed(Reason.UNEXPECTED_STATUS, status);
            case Verdict.Duplicate(int status, var ignored, var ignoredToo) ->
                new AttemptOutcome.Failed(Reason.UNEXPECTED_STATUS, status);
            case Verdict.Missing(int status) -> new AttemptOutcome.Failed(Reason.UNEXPECTED_STATUS, status);
            case Verdict.Accepted ignored -> new AttemptOutcome.Failed(Reason.UNREADABLE_ANSWER, null);
        };
    }
}

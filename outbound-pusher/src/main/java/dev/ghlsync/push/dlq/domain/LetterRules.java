package dev.ghlsync.push.dlq.domain;

import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** When dead letters of a contact come and go by themselves. */
public final class LetterRules {
    private LetterRules() {}

    /** The fields of an outcome that GoHighLevel did not take; each is a letter of its own until it does. */
    public static List<FieldReport> held(Settlement settlement) {
        return settlement.fields().stream()
                .filter(report -> switch (report.result()) {
                    case REFUSED, SILENTLY_DISCARDED -> true;
                    case APPLIED, NOT_SENT -> false;
                })
                .toList();
    }

    /** Whether a reason is about single fields of a contact whose other fields went on. */
    public static boolean isAboutFields(String reason) {
        return Reason.of(reason).filter(Reason::holdsFields).isPresent();
    }

    /**
     * The letters that the outcome of a newer version makes void. A held field is resolved when that field is applied; a command that
     * came to nothing, when a newer one of the contact is applied: it contains what is still wanted of it.
     */
    public static List<DeadLetter> resolvedBy(
            PushWish wish, Settlement settlement, Collection<DeadLetter> lettersOfTheContact) {
        Set<String> applied = settlement.fields().stream()
                .filter(report -> report.result() == FieldReport.Result.APPLIED)
                .map(FieldReport::field)
                .collect(Collectors.toSet());
        boolean whole = settlement.outcome() == Settlement.Outcome.APPLIED && wish.kind() != PushWish.Kind.NOTHING;
        return lettersOfTheContact.stream()
                .filter(letter -> letter.version() != null && letter.version() < wish.version())
                .filter(letter -> isAboutFields(letter.reason()) ? applied.containsAll(letter.fields()) : whole)
                .toList();
    }
}

package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.LetterFilter;
import java.util.Map;

/** Resolves dead letters without doing anything about them. Safe for concurrent use. */
public final class Resolutions {
    private final LetterView view;
    private final LetterBox box;
    private final Audit audit;

    public Resolutions(LetterView view, LetterBox box, Audit audit) {
        this.view = view;
        this.box = box;
        this.audit = audit;
    }

    /**
     * @param resolved in this call
     * @param left that still match
     */
    public record Outcome(int resolved, int left) {}

    /** Resolves the first {@code limit} letters that match; the brokers have every tombstone when it returns. */
    public Outcome resolve(LetterFilter filter, int limit, Operator operator) {
        LetterPage page = LetterPage.of(view.matching(filter), null, limit);
        page.letters().forEach(box::resolve);
        int resolved = page.letters().size();
        audit.record(
                operator,
                "dlq_resolve",
                filter.locationId(),
                filter.entryId() == null ? filter.toString() : filter.entryId(),
                resolved + " resolved",
                Map.of("resolved", (long) resolved),
                null);
        return new Outcome(resolved, page.total() - resolved);
    }
}

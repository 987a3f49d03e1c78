package dev.ghlsync.push.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether GoHighLevel kept what it accepted. */
public final class ReadBack {
    private ReadBack() {}

    /** One report per sent field: applied, or silently discarded. A field the response does not state counts as applied. */
    public static List<FieldReport> fields(List<FieldWish> sent, ContactView kept, FieldForms forms) {
        List<FieldReport> reports = new ArrayList<>();
        for (FieldWish field : sent) {
            boolean asWanted =
                    !kept.states(field.field()) || forms.same(field.field(), kept.value(field.field()), field.wanted());
            reports.add(asWanted ? FieldReport.applied(field) : FieldReport.discarded(field));
        }
        return reports;
    }

    /**
     * One report per sent tag.
     *
     * @param present whether the tags should be there now
     */
    public static List<FieldReport> tags(Set<String> sent, ContactView kept, boolean present) {
        List<FieldReport> reports = new ArrayList<>();
        for (String tag : sent) {
            boolean asWanted = kept.tags().contains(tag.strip().toLowerCase(Locale.ROOT)) == present;
            reports.add(
                    asWanted
                            ? FieldReport.tag(tag, FieldReport.Result.APPLIED, null)
                            : FieldReport.tag(tag, FieldReport.Result.SILENTLY_DISCARDED, Reason.SILENTLY_DISCARDED));
        }
        return reports;
    }
}

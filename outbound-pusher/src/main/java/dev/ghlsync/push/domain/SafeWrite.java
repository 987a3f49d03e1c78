package dev.ghlsync.push.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be written after a read: only where GoHighLevel still has the value that was planned on. What it already has
 * is not sent again; what somebody changed there meanwhile is not overwritten.
 *
 * @param settled reports of the fields and tags that are not sent
 */
public record SafeWrite(
        List<FieldWish> fields, Set<String> tagsAdd, Set<String> tagsRemove, List<FieldReport> settled) {

    public SafeWrite {
        fields = List.copyOf(fields);
        tagsAdd = Set.copyOf(tagsAdd);
        tagsRemove = Set.copyOf(tagsRemove);
        settled = List.copyOf(settled);
    }

    /** Everything in the wish, unread. */
    public static SafeWrite unread(PushWish wish) {
        return new SafeWrite(wish.fields(), wish.tagsAdd(), wish.tagsRemove(), List.of());
    }

    public static SafeWrite after(ContactView current, PushWish wish, FieldForms forms) {
        List<FieldWish> send = new ArrayList<>();
        List<FieldReport> settled = new ArrayList<>();
        for (FieldWish field : wish.fields()) {
            String now = current.value(field.field());
            if (forms.same(field.field(), now, field.wanted())) {
                settled.add(FieldReport.applied(field));
            } else if (field.baseKnown() && forms.same(field.field(), now, field.base())) {
                send.add(field);
            } else {
                settled.add(FieldReport.notSent(field, Reason.CHANGED_IN_GHL));
            }
        }
        Set<String> add = tags(wish.tagsAdd(), current, false, settled);
        Set<String> remove = tags(wish.tagsRemove(), current, true, settled);
        return new SafeWrite(send, add, remove, settled);
    }

    public boolean isEmpty() {
        return fields.isEmpty() && tagsAdd.isEmpty() && tagsRemove.isEmpty();
    }

    private static Set<String> tags(
            Set<String> wanted, ContactView current, boolean present, List<FieldReport> settled) {
        Set<String> send = new TreeSet<>();
        for (String tag : wanted) {
            if (current.tags().contains(tag.strip().toLowerCase(Locale.ROOT)) == present) {
                send.add(tag);
            } else {
                settled.add(FieldReport.tag(tag, FieldReport.Result.APPLIED, null));
            }
        }
        return send;
    }
}

package dev.ghlsync.push.destination;

import dev.ghlsync.ghl.client.ContactField;
import dev.ghlsync.ghl.model.GhlError;
import dev.ghlsync.push.domain.ContactCall;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.FieldWish;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the sent fields an error message names. */
final class RefusedFields {
    private static final String CUSTOM = "customFields";

    private RefusedFields() {}

    static Set<String> named(GhlError error, ContactCall call) {
        return switch (call) {
            case ContactCall.Create(var fields, var tags) -> {
                Set<String> named = among(error, fields);
                if (!tags.isEmpty() && !error.namedFields(Set.of("tags")).isEmpty()) {
                    named.add(FieldReport.TAGS);
                }
                yield named;
            }
            case ContactCall.Update(var ignored, var fields) -> among(error, fields);
            case ContactCall.Read ignored -> Set.of();
            case ContactCall.FindDuplicate ignored -> Set.of();
            case ContactCall.AddTags ignored -> Set.of();
            case ContactCall.RemoveTags ignored -> Set.of();
        };
    }

    private static Set<String> among(GhlError error, List<FieldWish> fields) {
        Map<String, String> ours = new HashMap<>();
        Set<String> customs = new HashSet<>();
        for (FieldWish wish : fields) {
            ContactField wire = FieldNames.wire(wish);
            ours.put(wire == null ? FieldNames.customId(wish) : wire.wireName(), wish.field());
            if (wire == null) {
                customs.add(wish.field());
            }
        }
        Set<String> named = new HashSet<>();
        error.namedFields(ours.keySet()).forEach(name -> named.add(ours.get(name)));
        boolean listNamed = !error.namedFields(Set.of(CUSTOM)).isEmpty();
        // "customFields" alone tells which one only when a single one was sent.
        if (listNamed && customs.size() == 1) {
            named.addAll(customs);
        }
        return named;
    }
}

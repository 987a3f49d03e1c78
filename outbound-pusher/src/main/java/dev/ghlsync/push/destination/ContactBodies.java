package dev.ghlsync.push.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ghlsync.ghl.client.ContactCreate;
import dev.ghlsync.ghl.client.ContactField;
import dev.ghlsync.ghl.client.ContactUpdate;
import dev.ghlsync.push.domain.FieldWish;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Request bodies from wishes. */
final class ContactBodies {
    private ContactBodies() {}

    static ContactCreate create(String locationId, List<FieldWish> fields, Set<String> tags) {
        ContactCreate.Builder body = ContactCreate.in(locationId).tags(new TreeSet<>(tags));
        for (FieldWish wish : fields) {
            ContactField field = FieldNames.wire(wish);
            if (field == null) {
                body.customField(FieldNames.customId(wish), CustomValues.parse(wish.wanted()));
            } else {
                body.set(field, text(wish));
            }
        }
        return body.build();
    }

    static ContactUpdate update(List<FieldWish> fields) {
        ContactUpdate.Builder body = ContactUpdate.builder();
        for (FieldWish wish : fields) {
            ContactField field = FieldNames.wire(wish);
            if (field == null) {
                body.customField(FieldNames.customId(wish), CustomValues.parse(wish.wanted()));
            } else if (field == ContactField.COMPANY_NAME) {
                body.companyNameDespiteTheSpec(wish.wanted());
            } else {
                body.set(field, text(wish));
            }
        }
        return body.build();
    }

    private static @Nullable JsonNode text(FieldWish wish) {
        return wish.wanted() == null ? null : TextNode.valueOf(wish.wanted());
    }
}

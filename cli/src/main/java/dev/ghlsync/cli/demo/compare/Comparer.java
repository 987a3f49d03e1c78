package dev.ghlsync.cli.demo.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/** One comparison of both sides. Use once. */
public final class Comparer {
    private final Set<String> expectedDeleted;
    private final Set<String> expectedArchived;
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> seenInGhl = new HashSet<>();
    private final Set<String> seenWithUs = new HashSet<>();
    private int compared;
    private int inactive;
    private int archived;
    private int pending;
    private int held;
    private int notWritable;

    /**
     * @param expectedDeleted ids in GoHighLevel of contacts that were deleted there
     * @param expectedArchived our ids of contacts that were archived by us
     */
    public Comparer(Set<String> expectedDeleted, Set<String> expectedArchived) {
        this.expectedDeleted = Set.copyOf(expectedDeleted);
        this.expectedArchived = Set.copyOf(expectedArchived);
    }

    /**
     * @param inGhl every contact of the location as GoHighLevel shows it
     * @param withUs the newest record of every contact of the location
     */
    public Comparison compare(Collection<JsonNode> inGhl, Collection<GenericRecord> withUs) {
        Map<String, JsonNode> theirs = new LinkedHashMap<>();
        inGhl.forEach(contact -> theirs.put(contact.path("id").asText(), contact));
        Map<String, GenericRecord> linked = new LinkedHashMap<>();
        withUs.forEach(contact -> link(contact, linked));
        theirs.forEach((id, contact) -> {
            GenericRecord ours = linked.get(id);
            if (ours == null) {
                differences.add(new Difference(id, "the contact", "it", null));
            } else {
                compareOne(id, contact, ours);
            }
        });
        linked.forEach((id, contact) -> {
            if (!theirs.containsKey(id)) {
                expectInactive(id, contact);
            }
        });
        expectedDeleted.stream()
                .filter(id -> !linked.containsKey(id))
                .forEach(id -> differences.add(new Difference(id, "the deleted contact", null, null)));
        return new Comparison(compared, inactive, archived, differences, unseen(), pending, held, notWritable);
    }

    private void link(GenericRecord contact, Map<String, GenericRecord> linked) {
        if (status(contact).equals("MERGED")) {
            return;
        }
        pending += FieldRows.items(contact, "pending").size();
        held += FieldRows.items(contact, "held").size();
        notWritable += FieldRows.items(contact, "notWritable").size();
        String contactId = contact.get("contactId").toString();
        String id = FieldRows.string(contact.get("ghlContactId"));
        if (id == null) {
            differences.add(new Difference(contactId, "the link to GoHighLevel", null, "no ghlContactId"));
        } else if (linked.putIfAbsent(id, contact) != null) {
            differences.add(new Difference(id, "the link", "one contact", "two contacts, one is " + contactId));
        }
    }

    private void compareOne(String id, JsonNode theirs, GenericRecord ours) {
        compared++;
        expectStatus(id, ours);
        for (FieldRow row : FieldRows.ALL) {
            Map<String, String> inGhl = row.inGhl().apply(theirs);
            Map<String, String> withUs = row.withUs().apply(ours);
            if (!inGhl.isEmpty()) {
                seenInGhl.add(row.name());
            }
            if (!withUs.isEmpty()) {
                seenWithUs.add(row.name());
            }
            var keys = new TreeSet<>(inGhl.keySet());
            keys.addAll(withUs.keySet());
            for (String key : keys) {
                String there = inGhl.get(key);
                String here = withUs.get(key);
                if (there == null || !there.equals(here)) {
                    differences.add(new Difference(id, row.named(key), there, here));
                }
            }
        }
    }

    private void expectStatus(String id, GenericRecord ours) {
        boolean byUs = expectedArchived.contains(ours.get("contactId").toString());
        String expected = byUs ? "ARCHIVED" : "ACTIVE";
        if (byUs) {
            archived++;
        }
        if (!status(ours).equals(expected)) {
            differences.add(
                    new Difference(id, "status", "the contact exists", status(ours) + " instead of " + expected));
        }
    }

    private void expectInactive(String id, GenericRecord ours) {
        inactive++;
        if (!status(ours).equals("INACTIVE")) {
            differences.add(new Difference(id, "status", "no such contact", status(ours) + " instead of INACTIVE"));
        } else if (!expectedDeleted.contains(id)) {
            differences.add(new Difference(id, "status", "no such contact, and nobody deleted it", "INACTIVE"));
        }
    }

    private List<String> unseen() {
        var unseen = new ArrayList<String>();
        for (FieldRow row : FieldRows.ALL) {
            if (!seenInGhl.contains(row.name())) {
                unseen.add(row.name() + " in GoHighLevel");
            }
            if (!seenWithUs.contains(row.name())) {
                unseen.add(row.name() + " with us");
            }
        }
        return unseen;
    }

    private static String status(GenericRecord contact) {
        return contact.get("status").toString();
    }
}

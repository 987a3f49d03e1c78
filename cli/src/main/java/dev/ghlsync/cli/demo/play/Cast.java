package dev.ghlsync.cli.demo.play;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which ids the contacts of a story have on each side, and what became of them. Not thread-safe. */
public final class Cast {
    private final Map<String, String> ghlIds = new LinkedHashMap<>();
    private final Map<String, String> ourIds = new LinkedHashMap<>();
    private final Set<String> deletedInGhl = new LinkedHashSet<>();
    private final Set<String> archivedByUs = new LinkedHashSet<>();

    public void inGhl(String name, String id) {
        ghlIds.put(name, id);
    }

    public void withUs(String name, String id) {
        ourIds.put(name, id);
    }

    /** Fills in the other side's id of every contact, as far as it is linked. */
    public void learn(Map<String, String> contactIdByGhlId) {
        ghlIds.forEach((name, ghlId) -> {
            String contactId = contactIdByGhlId.get(ghlId);
            if (contactId != null) {
                ourIds.put(name, contactId);
            }
        });
        contactIdByGhlId.forEach((ghlId, contactId) -> ourIds.forEach((name, ours) -> {
            if (ours.equals(contactId)) {
                ghlIds.putIfAbsent(name, ghlId);
            }
        }));
    }

    /** Whether every contact has an id on both sides. */
    public boolean complete() {
        return ghlIds.keySet().equals(ourIds.keySet());
    }

    @Nullable
    String ghlId(String name) {
        return ghlIds.get(name);
    }

    @Nullable
    String ourId(String name) {
        return ourIds.get(name);
    }

    void deleted(String name) {
        deletedInGhl.add(ghlIds.get(name));
    }

    void archived(String name) {
        archivedByUs.add(ourIds.get(name));
    }

    /** Ids in GoHighLevel. */
    public Set<String> deletedInGhl() {
        return Set.copyOf(deletedInGhl);
    }

    /** Our ids. */
    public Set<String> archivedByUs() {
        return Set.copyOf(archivedByUs);
    }
}

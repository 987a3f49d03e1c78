package dev.ghlsync.sandbox.shelf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Documents by id in order of arrival. Documents are copied in and out and never changed in place. Thread-safe. */
public final class Shelf {
    /** Hears of changes in order; {@code before} is null for a new document, {@code after} for a removed one. */
    public interface Listener {
        void changed(@Nullable ObjectNode before, @Nullable ObjectNode after);
    }

    private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
    private final Listener listener;

    public Shelf(Listener listener) {
        this.listener = listener;
    }

    public synchronized ObjectNode put(ObjectNode document) {
        ObjectNode kept = document.deepCopy();
        byId.put(kept.path("id").asText(), kept);
        listener.changed(null, kept.deepCopy());
        return kept.deepCopy();
    }

    /** Puts a document in place without telling the listener. */
    public synchronized void seed(ObjectNode document) {
        byId.put(document.path("id").asText(), document.deepCopy());
    }

    public synchronized Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(ObjectNode::deepCopy);
    }

    public synchronized Optional<ObjectNode> change(String id, UnaryOperator<ObjectNode> change) {
        ObjectNode before = byId.get(id);
        if (before == null) {
            return Optional.empty();
        }
        ObjectNode after = change.apply(before.deepCopy());
        byId.put(id, after);
        listener.changed(before.deepCopy(), after.deepCopy());
        return Optional.of(after.deepCopy());
    }

    public synchronized boolean remove(String id) {
        ObjectNode gone = byId.remove(id);
        if (gone != null) {
            listener.changed(gone, null);
        }
        return gone != null;
    }

    public synchronized List<ObjectNode> all() {
        return byId.values().stream().map(ObjectNode::deepCopy).toList();
    }

    public synchronized int size() {
        return byId.size();
    }
}

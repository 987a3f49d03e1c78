package dev.ghlsync.sandbox.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A record that can be replaced while others read it. Thread-safe.
 *
 * @param <T> the record
 */
public final class Live<T extends Record> implements Supplier<T> {
    private final Class<T> type;
    private final AtomicReference<T> value;

    public Live(Class<T> type, T initial) {
        this.type = type;
        this.value = new AtomicReference<>(initial);
    }

    @Override
    public T get() {
        return value.get();
    }

    public void set(T changed) {
        value.set(changed);
    }

    public ObjectNode json() {
        return Json.MAPPER.valueToTree(get());
    }

    /** Replaces the named members and keeps the others; 400 with the reason when a name or value is wrong. */
    public void merge(ObjectNode changes) {
        ObjectNode merged = json();
        changes.properties().forEach(entry -> {
            if (!merged.has(entry.getKey())) {
                throw Refusal.badRequest("There is no setting " + entry.getKey() + ".");
            }
            merged.set(entry.getKey(), entry.getValue());
        });
        try {
            set(Json.MAPPER.treeToValue(merged, type));
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The settings cannot be read: " + e.getOriginalMessage());
        }
    }
}

package dev.ghlsync.sync.ops;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;

/** Whether the process lives and can answer. Thread-safe; {@code WAITING} until Kafka Streams exists. */
public final class Health {
    private static final String WAITING = "WAITING";

    private final AtomicReference<String> state = new AtomicReference<>(WAITING);

    public void now(KafkaStreams.State next) {
        state.set(next.name());
    }

    /** State of Kafka Streams, or {@code WAITING} for broker, registry and topics. */
    public String state() {
        return state.get();
    }

    public boolean live() {
        return !state().equals(KafkaStreams.State.ERROR.name());
    }

    public boolean ready() {
        return state().equals(KafkaStreams.State.RUNNING.name());
    }
}

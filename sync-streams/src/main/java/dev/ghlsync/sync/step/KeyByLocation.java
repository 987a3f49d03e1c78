package dev.ghlsync.sync.step;

import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Gives a change of our side the key of its location, whatever key and partitioner its producer used. A change that cannot be
 * read has no location and becomes a dead letter here, where its topic, partition and offset are still known.
 */
public final class KeyByLocation implements Processor<byte[], byte[], String, KeyByLocation.Keyed> {
    /** A change on its way to its location, or a dead letter. */
    public sealed interface Keyed {
        record Decoded(byte[] raw) implements Keyed {}

        record Unreadable(Emission.DeadLettered letter) implements Keyed {}
    }

    private final Function<byte[], Inbound> decoder;
    private final Tally tally;
    private ProcessorContext<String, Keyed> context;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public KeyByLocation(Function<byte[], Inbound> decoder, Tally tally) {
        this.decoder = decoder;
        this.tally = tally;
    }

    @Override
    public void init(ProcessorContext<String, Keyed> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> change) {
        var inbound = decoder.apply(change.value());
        if (inbound instanceof Inbound.Poison poison) {
            var letter = letter(poison, change);
            tally.count(Tally.Kind.UNREADABLE, Tally.Outcome.DEAD_LETTERED);
            context.forward(change.<String>withKey(letter.entryId()).withValue(new Keyed.Unreadable(letter)));
        } else {
            context.forward(change.<String>withKey(inbound.locationId()).withValue(new Keyed.Decoded(change.value())));
        }
    }

    private Emission.DeadLettered letter(Inbound.Poison poison, Record<byte[], byte[]> change) {
        var metadata = context.recordMetadata().orElseThrow();
        byte @Nullable [] key = change.key();
        return new Emission.DeadLettered(
                "",
                metadata.topic() + "-" + metadata.partition() + "-" + metadata.offset(),
                key,
                change.value(),
                poison.reason(),
                poison.error(),
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                context.currentSystemTimeMs());
    }
}

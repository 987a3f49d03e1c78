package dev.ghlsync.sync.step;

import dev.ghlsync.schemas.Headers;
import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sees all of a location in order: resolves each input to a contact, folds it in and emits what follows. Decides before it
 * writes, so that nothing is half stored.
 */
public final class FoldProcessor implements Processor<String, Received, String, Emission> {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SLOW_TICK = Duration.ofSeconds(1);

    private final GhlFacts facts;
    private final Function<String, Function<byte[], Inbound>> decoders;
    private final Tally tally;
    private final int locationPartitions;
    private final MassChange massChange;
    private ProcessorContext<String, Emission> context;
    private InputDesk inputs;

    /**
     * @param decoders by topic name, for records that waited for their location
     * @param locationPartitions partition count of the topics partitioned by location; a record on a wrong one is re-routed. 0
     *     turns the check off, for tests that have no partitions
     * @param massChange what one producer may change at once
     */
    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    public FoldProcessor(
            GhlFacts facts,
            Function<String, Function<byte[], Inbound>> decoders,
            Tally tally,
            int locationPartitions,
            MassChange massChange) {
        this.facts = facts;
        this.decoders = decoders;
        this.tally = tally;
        this.locationPartitions = locationPartitions;
        this.massChange = massChange;
    }

    @Override
    public void init(ProcessorContext<String, Emission> processorContext) {
        context = processorContext;
        var desks = Desks.open(context, facts, massChange, this::emit);
        inputs = new InputDesk(
                desks, facts, decoders, tally, locationPartitions, context::currentSystemTimeMs, this::emit);
        var rounds = new Rounds(context, desks, inputs, decoders, tally, context::currentSystemTimeMs);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, timestamp -> rounds.often());
        context.schedule(SLOW_TICK, PunctuationType.WALL_CLOCK_TIME, timestamp -> rounds.nowAndThen());
    }

    @Override
    public void process(Record<String, Received> message) {
        var metadata = context.recordMetadata().orElseThrow();
        var origin = new Origin(metadata.topic(), metadata.partition(), metadata.offset(), message.timestamp());
        inputs.take(withFailure(message), origin);
    }

    /** A replan says in a header when its first attempt failed. */
    private static Received withFailure(Record<String, Received> message) {
        var header = message.headers().lastHeader(Headers.FIRST_FAILED_AT);
        if (header == null || !(message.value().inbound() instanceof Inbound.Replanned replanned)) {
            return message.value();
        }
        var text = new String(header.value(), StandardCharsets.UTF_8);
        return text.matches("\\d{1,18}")
                ? new Received(
                        replanned.firstFailedAt(Long.parseLong(text)),
                        message.value().raw())
                : message.value();
    }

    private void emit(Emission emission) {
        context.forward(new Record<>(key(emission), emission, context.currentSystemTimeMs()));
    }

    private static String key(Emission emission) {
        return switch (emission) {
            case Emission.Announced announced -> announced.state().contactId();
            case Emission.Happened happened ->
                happened.contactId() == null ? happened.locationId() : happened.contactId();
            case Emission.Commanded commanded -> commanded.contactId();
            case Emission.Fetched fetched -> fetched.locationId();
            case Emission.Shown shown -> shown.state().id();
            case Emission.Told told ->
                told.state().contactId() == null
                        ? told.state().id()
                        : told.state().contactId();
            case Emission.Asked asked -> asked.locationId();
            case Emission.DeadLettered letter -> letter.entryId();
            case Emission.Rerouted rerouted -> rerouted.locationId();
        };
    }
}

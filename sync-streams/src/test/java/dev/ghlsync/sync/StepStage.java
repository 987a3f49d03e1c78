package dev.ghlsync.sync;

import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.emission.Emission;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.step.FoldProcessor;
import dev.ghlsync.sync.step.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The step of the topology alone, on stores in memory that hold encoded bytes: fast enough for many stories. */
final class StepStage implements Stage {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([^\"]*)\"");
    private static final Pattern LOCATION = Pattern.compile("\"locationId\":\"([^\"]*)\"");
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]*)\"");
    private static final int TICK_MS = 100;

    private final MockProcessorContext<String, Emission> context;
    private final FoldProcessor processor;
    private final SyncEdges edges;
    private final Serializer<CrmChange> changes;
    private final Serializer<PushResult> results;
    private final List<Person> people = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private long now = SyncScenario.START.toEpochMilli();
    private long offset;

    StepStage(AvroSerdes serdes) {
        // Kafka looks for its classes there, and a worker of a pool may have another loader.
        Thread.currentThread().setContextClassLoader(StepStage.class.getClassLoader());
        context = new MockProcessorContext<>();
        edges = SyncScenario.edges(serdes, (kind, outcome) -> {});
        changes = serdes.serializer(Topics.CRM_CHANGES);
        results = serdes.serializer(Topics.PUSH_RESULTS);
        context.setCurrentSystemTimeMs(now);
        Changelogs.serdes(edges).forEach(this::store);
        processor = new FoldProcessor(
                edges.facts(), topic -> edges.decoder(Topics.CRM_CHANGES), edges.tally(), 0, edges.massChange());
        processor.init(context);
    }

    private void store(String name, Serde<?> values) {
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public void connected(String locationId) {
        process(
                Topics.GHL_CONNECTIONS,
                new Received(
                        new Inbound.Location(locationId, "org-1", true, 1, 0, false, false, Policy.DEFAULT),
                        new byte[0]));
    }

    @Override
    public void webhook(String body) {
        var timestamp = group(TIMESTAMP, body);
        var raw = body.getBytes(StandardCharsets.UTF_8);
        process(
                Topics.GHL_WEBHOOKS,
                new Received(
                        new Inbound.Webhook(
                                text(LOCATION, body),
                                text(TYPE, body),
                                group(ID, body),
                                timestamp == null
                                        ? null
                                        : Instant.parse(timestamp).toEpochMilli(),
                                raw,
                                "correlation-" + offset),
                        raw));
    }

    @Override
    public void read(String locationId, String body) {
        var raw = body.getBytes(StandardCharsets.UTF_8);
        var updated = Pattern.compile("\"dateUpdated\":\"([^\"]*)\"").matcher(body);
        process(
                Topics.GHL_SNAPSHOTS,
                new Received(
                        new Inbound.Snapshot(
                                locationId,
                                Inbound.Snapshot.Kind.CONTACT,
                                text(ID, body),
                                Inbound.Snapshot.Source.GET,
                                true,
                                now,
                                updated.find() ? Instant.parse(updated.group(1)).toEpochMilli() : null,
                                raw,
                                "correlation-" + offset),
                        raw));
    }

    @Override
    public void change(CrmChange change) {
        decoded(Topics.CRM_CHANGES, change, changes);
    }

    @Override
    public void result(PushResult result) {
        decoded(Topics.PUSH_RESULTS, result, results);
    }

    private <V extends SpecificRecord> void decoded(Topic<V> topic, V value, Serializer<V> serializer) {
        var raw = serializer.serialize(topic.name(), value);
        process(topic, new Received(edges.decoder(topic).apply(raw), raw));
    }

    private void process(Topic<?> topic, Received received) {
        context.setRecordMetadata(topic.name(), 0, offset++);
        processor.process(new Record<>("key", received, now));
        drain();
    }

    @Override
    public void advance(Duration time) {
        long until = now + time.toMillis();
        while (now < until) {
            now = Math.min(until, now + TICK_MS);
            context.setCurrentSystemTimeMs(now);
            context.scheduledPunctuators().forEach(due -> due.getPunctuator().punctuate(now));
        }
        drain();
    }

    /** Nothing to do: the processor keeps nothing beside its stores. */
    @Override
    public void restart() {}

    @Override
    public List<Person> people() {
        return taken(people);
    }

    @Override
    public List<Order> orders() {
        return taken(orders);
    }

    @Override
    public void close() {}

    private void drain() {
        for (var forward : context.forwarded()) {
            switch (forward.record().value()) {
                case Emission.Announced announced -> people.add(person(announced));
                case Emission.Commanded commanded -> orders.add(order(commanded));
                default -> {} // facts, reads and dead letters are looked at on the topology
            }
        }
        context.resetForwards();
    }

    private static Person person(Emission.Announced announced) {
        var state = announced.state();
        var view = announced.view();
        return new Person(
                state.locationId(),
                state.contactId(),
                state.published().version(),
                view.status().name(),
                view.ghlContactId(),
                view.mergedInto(),
                view.value(Field.EMAIL),
                view.value(Field.PHONE),
                view.value(Field.CITY),
                view.deletedInGhlAt() != 0,
                Stream.concat(view.pending().stream(), view.held().keySet().stream())
                        .map(key -> key.name())
                        .toList());
    }

    private static Order order(Emission.Commanded commanded) {
        var issued = commanded.command().issued();
        var wanted = new HashMap<String, @Nullable String>();
        issued.wanted().forEach((key, value) -> wanted.put(key.name(), value));
        return new Order(
                commanded.locationId(),
                commanded.contactId(),
                issued.version(),
                issued.attempt(),
                issued.kind().name(),
                commanded.command().ghlContactId(),
                wanted);
    }

    private static <T> List<T> taken(List<T> list) {
        var copy = List.copyOf(list);
        list.clear();
        return copy;
    }

    private static String text(Pattern pattern, String body) {
        var found = group(pattern, body);
        if (found == null) {
            throw new IllegalArgumentException("The story's JSON has no " + pattern + ": " + body);
        }
        return found;
    }

    private static @Nullable String group(Pattern pattern, String body) {
        var matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : null;
    }
}

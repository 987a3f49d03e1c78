package dev.ghlsync.push;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.push.attempt.Attempts;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.breaker.LocationBreakers;
import dev.ghlsync.push.config.PusherConfig;
import dev.ghlsync.push.connections.ConnectionView;
import dev.ghlsync.push.destination.CustomValues;
import dev.ghlsync.push.destination.Destination;
import dev.ghlsync.push.destination.FencedDestination;
import dev.ghlsync.push.destination.HttpDestination;
import dev.ghlsync.push.destination.InstrumentedDestination;
import dev.ghlsync.push.destination.QuotaDestination;
import dev.ghlsync.push.dlq.DeadLetterDesk;
import dev.ghlsync.push.dlq.LetterBox;
import dev.ghlsync.push.dlq.LetterView;
import dev.ghlsync.push.domain.FieldForms;
import dev.ghlsync.push.domain.RetryPlan;
import dev.ghlsync.push.follow.Follower;
import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.push.ops.PushGauges;
import dev.ghlsync.push.ops.PushMetrics;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.KafkaOutbox;
import dev.ghlsync.push.outbox.Outbox;
import dev.ghlsync.push.retry.RetryTimers;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import dev.ghlsync.schemas.serde.AvroSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The parts of the pusher, put together. */
final class Pusher implements AutoCloseable {
    /** A late retry is at most this late. */
    private static final Duration RETRY_POLL = Duration.ofMillis(100);

    private final List<Consumer<byte[], byte[]>> consumers;
    private final Producer<byte[], byte[]> producer;
    private final GhlClient ghl;
    private final ConnectionView connections;
    private final Follower letters;
    private final Desks.Open desk;
    private final RetryTimers timers;
    private final PushLoop loop;
    private final LocationBreakers breakers;
    private final Pushers pushers;
    private final PushGauges gauges;

    /** A call that times out ends a little after its timeout. */
    private static final Duration TIMEOUT_SLACK = Duration.ofMillis(250);

    Pusher(PusherConfig config, MeterRegistry meters, InstantSource clock) {
        Clients clients = new Clients(config);
        AvroSerdes serdes = new AvroSerdes(config.kafka());
        RetryPlan plan = new RetryPlan(config.retryScale());
        ContactLanes lanes = new ContactLanes(config.limits());
        LocationQuotas quotas = new LocationQuotas(QuotaPolicy.DEFAULT);
        Duration requestTimeout = config.ghl().requestTimeout();
        Duration longest = requestTimeout.plus(TIMEOUT_SLACK);
        Lease lease = new Lease(clock, config.sessionTimeout(), longest);
        AtomicReference<@Nullable Throwable> fatal = new AtomicReference<>();

        this.producer = clients.producer();
        this.ghl = new GhlClient(config.ghl(), clock);
        AcknowledgedWriter writer = new AcknowledgedWriter(producer);
        LetterView letters = new LetterView();
        LetterBox box = new LetterBox(writer, letters, clock);
        Outbox outbox = new KafkaOutbox(
                writer,
                box,
                serdes.serializer(Topics.PUSH_RESULTS),
                serdes.serializer(Topics.GHL_FETCH_REQUESTS),
                serdes.serializer(Topics.SYNC_EVENTS),
                serdes.serializer(Topics.PUSH_REPLANS),
                clock);
        Destination destination = new FencedDestination(
                new InstrumentedDestination(
                        new QuotaDestination(new HttpDestination(ghl.contacts()), quotas, clock), meters),
                clock,
                longest);
        Attempts attempts = new Attempts(destination, new FieldForms(CustomValues::canonical), plan, clock);

        Consumer<byte[], byte[]> connecting = clients.follower();
        Consumer<byte[], byte[]> lettering = clients.follower();
        Consumer<byte[], byte[]> waiting = clients.retries();
        Consumer<byte[], byte[]> commands = clients.commands();
        this.consumers = List.of(connecting, lettering, waiting, commands);
        this.connections = new ConnectionView(
                connecting,
                new WireReader<>(serdes.deserializer(Topics.GHL_CONNECTIONS)),
                TokenCipher.of(config.tokenKeyset()));
        this.letters = new Follower(lettering, List.of(Topics.PUSH_DLQ.name(), Topics.SYNC_DLQ.name()), letters::take);
        this.desk = new Desks(config, clients, serdes, writer, clock).desk(letters, box);
        this.timers = new RetryTimers(waiting, writer, serdes.serializer(Topics.PUSH_REPLANS), clock, RETRY_POLL);
        this.breakers = new LocationBreakers(config.retryScale(), clock, new Incidents(outbox));
        this.pushers = new Pushers(
                lanes,
                attempts,
                plan,
                connections,
                outbox,
                lease,
                breakers,
                new PushMetrics(meters),
                clock,
                e -> fatal.compareAndSet(null, e));
        Ownership ownership = new Ownership(
                commands,
                lanes,
                lease,
                clock,
                config.sessionTimeout(),
                requestTimeout.plus(Duration.ofSeconds(5)),
                partitions -> pushers.reopen(locationsOf(partitions, commands)));
        WireReader<PushCommand> reader = new WireReader<>(serdes.deserializer(Topics.PUSH_COMMANDS));
        Intake intake = new Intake(commands, reader, ownership, lanes, pushers, outbox, plan, clock);
        this.loop = new PushLoop(commands, ownership, intake, lanes, pushers, fatal);
        this.gauges = new PushGauges(
                meters, lanes, quotas, timers, connections::locations, breakers::failing, letters::sizes, clock);
    }

    private List<String> locationsOf(Set<Integer> partitions, Consumer<byte[], byte[]> commands) {
        int count = commands.partitionsFor(Topics.PUSH_COMMANDS.name()).size();
        return connections.locations().stream()
                .filter(location -> partitions.contains(LocationPartitions.partitionOf(location, count)))
                .toList();
    }

    ConnectionView connections() {
        return connections;
    }

    Follower letters() {
        return letters;
    }

    DeadLetterDesk desk() {
        return desk.desk();
    }

    RetryTimers timers() {
        return timers;
    }

    PushLoop loop() {
        return loop;
    }

    PushGauges gauges() {
        return gauges;
    }

    /** After the loops have ended. */
    @Override
    public void close() {
        // A loop that never ran did not close its own.
        consumers.forEach(Consumer::close);
        desk.close();
        pushers.close();
        ghl.close();
        producer.close(Duration.ofSeconds(5));
    }
}

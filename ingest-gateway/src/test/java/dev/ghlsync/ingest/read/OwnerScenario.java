package dev.ghlsync.ingest.read;

import static org.awaitility.Awaitility.await;

import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.ghl.client.GhlClient;
import dev.ghlsync.ghl.client.GhlClientConfig;
import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.quota.LocationQuotas;
import dev.ghlsync.ghl.quota.QuotaPolicy;
import dev.ghlsync.ingest.avro.FetchRecords;
import dev.ghlsync.ingest.avro.TopicConnectionLog;
import dev.ghlsync.ingest.avro.TopicConnectionRequests;
import dev.ghlsync.ingest.config.ReadConfig;
import dev.ghlsync.ingest.config.Rhythm;
import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.ConnectRequest;
import dev.ghlsync.ingest.connection.ConnectionChange;
import dev.ghlsync.ingest.connection.ConnectionDesk;
import dev.ghlsync.ingest.connection.ConnectionService;
import dev.ghlsync.ingest.connection.Connections;
import dev.ghlsync.ingest.consume.Received;
import dev.ghlsync.ingest.consume.Turn;
import dev.ghlsync.ingest.domain.Fetch;
import dev.ghlsync.ingest.domain.Ids;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.fence.Insistent;
import dev.ghlsync.ingest.fence.WriteOutcome;
import dev.ghlsync.ingest.oauth.Installs;
import dev.ghlsync.ingest.oauth.OwnerDesk;
import dev.ghlsync.ingest.ops.ReadMetrics;
import dev.ghlsync.ingest.ops.Stop;
import dev.ghlsync.ingest.publish.Outgoing;
import dev.ghlsync.ingest.publish.PublishOutcome;
import dev.ghlsync.ingest.source.GhlReads;
import dev.ghlsync.ingest.source.Pacers;
import dev.ghlsync.ingest.source.ReadPlaces;
import dev.ghlsync.ingest.source.Source;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.TrustedRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The owner of a location against the sandbox, with topics as lists and requests given to the owner as they are sent. */
final class OwnerScenario implements AutoCloseable {
    static final String LOCATION = Account.LOCATION;
    /** Nothing is before it. */
    private static final Turn FIRST = new Turn() {
        @Override
        public void pass() {}

        @Override
        public CompletableFuture<Boolean> comes() {
            return CompletableFuture.completedFuture(true);
        }
    };

    final List<Outgoing<?>> published = new CopyOnWriteArrayList<>();
    final List<Buried> buried = new CopyOnWriteArrayList<>();
    /** Whether the dead-letter topic can be written. */
    volatile boolean dlqTakes = true;
    /** Room for what runs write. */
    volatile Headroom headroom = Headroom.UNLIMITED;
    /** Whether a refused token stays as it is, because it cannot be renewed now. */
    volatile boolean tokenStays;
    /** What the owner's clock is ahead of ours. */
    volatile Duration ahead = Duration.ZERO;

    final Connections connections;
    final ConnectionService service;
    final Account account = new Account();
    ReadRuns runs;
    LocationOwner owner;

    private final Clock clock = Clock.systemUTC();
    private final Ids ids = new Ids(clock, new SecureRandom());
    private final ReadConfig reads;
    private final AtomicLong offsets = new AtomicLong();
    private final GhlClient ghl;
    private final TokenCipher cipher;
    private final @Nullable SearchTwister twister;
    private final Map<String, OwnerRequest> requests = new ConcurrentHashMap<>();

    /** A request that ended as a dead letter. */
    record Buried(Received record, @Nullable Fetch fetch, String reason) {}

    OwnerScenario(int pageLimit, boolean hydrate) {
        this(
                pageLimit,
                hydrate,
                new Rhythm(
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(15),
                        Duration.ofDays(1),
                        Duration.ofHours(1)));
    }

    OwnerScenario(int pageLimit, boolean hydrate, Rhythm rhythm) {
        this(pageLimit, hydrate, rhythm, false);
    }

    /** @param twisted whether the search repeats rows, and rows move while it is read */
    OwnerScenario(int pageLimit, boolean hydrate, Rhythm rhythm, boolean twisted) {
        TrustedRecords.trust();
        this.twister = twisted ? new SearchTwister(account.address()) : null;
        URI address = twister == null ? account.address() : twister.address();
        this.reads = new ReadConfig(address, pageLimit, hydrate, 8, 16, 64, 200, "sync-streams", rhythm);
        this.cipher = TokenCipher.of(TokenCipher.newKey());
        this.connections = new Connections(cipher);
        this.ghl = new GhlClient(GhlClientConfig.of(address), clock);
        this.service = new ConnectionService(
                connections, new TopicConnectionRequests(this::publish, ids, clock), ghl, cipher, clock);
        connections.caughtUp();
        restart(new ReadRuns());
    }

    /** Another owner takes over, knowing these earlier runs; nothing is published yet. */
    void restart(ReadRuns known) {
        LocationOwner before = owner;
        if (before != null) {
            before.close();
        }
        published.clear();
        known.caughtUp();
        runs = known;
        var log = new Insistent(this::write);
        var metrics = new ReadMetrics(new SimpleMeterRegistry());
        var desk = new ConnectionDesk(connections, new TopicConnectionLog(log, connections, ids), cipher, clock);
        var source = new Source(
                ghl,
                new GhlReads(
                        new LocationQuotas(QuotaPolicy.DEFAULT),
                        new Pacers(QuotaPolicy.DEFAULT),
                        new ReadPlaces(64, Duration.ofHours(1)),
                        metrics,
                        clock,
                        Duration.ofMillis(1)),
                connections,
                (used, refusal, correlationId, stop) -> {
                    if (!tokenStays) {
                        desk.broken(used, refusal, correlationId, stop);
                    }
                    return false;
                });
        owner = new LocationOwner(
                reads,
                source,
                connections,
                known,
                log,
                (records, stop, write) -> headroom.write(records, stop, write),
                bytes -> Optional.ofNullable(requests.get(new String(bytes, StandardCharsets.UTF_8)))
                        .orElseThrow(),
                (record, fetch, reason) -> {
                    buried.add(new Buried(record, fetch, reason));
                    return dlqTakes;
                },
                new OwnerDesk(
                        connections,
                        desk,
                        source,
                        new Installs(connections, desk, null),
                        null,
                        record -> Optional.empty()),
                metrics,
                ids,
                () -> clock.instant().plus(ahead));
    }

    SearchTwister twister() {
        return Objects.requireNonNull(twister);
    }

    ConnectOutcome connect(Secret token) {
        var request = new ConnectRequest(token, null, "org-1", null, null, null, null, null, null, null);
        return service.connect(LOCATION, request, "test", "corr-1");
    }

    <V extends SpecificRecord> List<V> on(Topic<V> topic) {
        Class<V> type = topic.value().orElseThrow();
        return published.stream()
                .filter(record -> record.topic().name().equals(topic.name()))
                .map(record -> type.cast(record.value()))
                .toList();
    }

    /** Asks the owner to read an object again. */
    CompletableFuture<Boolean> fetch(ObjectKind kind, String id) {
        return fetch(kind, id, FIRST);
    }

    CompletableFuture<Boolean> fetch(ObjectKind kind, String id, Turn turn) {
        return ask(new OwnerRequest.ReadObject(new Fetch(LOCATION, kind, id, null, "corr-fetch")), turn);
    }

    CompletableFuture<Boolean> change(ConnectionChange change, Turn turn) {
        return ask(new OwnerRequest.ChangeConnection(change), turn);
    }

    private CompletableFuture<Boolean> ask(OwnerRequest request, Turn turn) {
        String key = ids.next();
        requests.put(key, request);
        return owner.handle(received(key), turn, new Stop());
    }

    /** Gives the owner a request of these bytes. */
    CompletableFuture<Boolean> give(byte[] request) {
        return owner.handle(
                new Received(Topics.GHL_FETCH_REQUESTS.name(), 0, 7, LOCATION, request, Instant.EPOCH),
                FIRST,
                new Stop());
    }

    /** Tends the owner until this is so. */
    void tendUntil(BooleanSupplier condition) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    owner.tend(location -> true);
                    return condition.getAsBoolean();
                });
    }

    @Override
    public void close() {
        owner.close();
        ghl.close();
        if (twister != null) {
            twister.close();
        }
        account.close();
    }

    private CompletableFuture<WriteOutcome> write(String locationId, List<? extends Outgoing<?>> records) {
        List<Long> written = new ArrayList<>();
        for (Outgoing<?> record : records) {
            published.add(record);
            written.add(offsets.getAndIncrement());
        }
        return CompletableFuture.completedFuture(new WriteOutcome.Written(written));
    }

    private CompletableFuture<PublishOutcome> publish(Outgoing<?> record) {
        if (record.value() instanceof FetchRequest request) {
            requests.put(request.getRequestId(), FetchRecords.toDomain(request));
            var _ = owner.handle(received(request.getRequestId()), FIRST, new Stop());
        }
        return CompletableFuture.completedFuture(new PublishOutcome.Stored(0, offsets.getAndIncrement()));
    }

    private static Received received(String key) {
        return new Received(
                Topics.GHL_FETCH_REQUESTS.name(), 0, 0, LOCATION, key.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }
}

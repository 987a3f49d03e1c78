package dev.ghlsync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ghlsync.avro.AuthKind;
import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.ConnectionStatus;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.FieldOutcome;
import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.GhlSnapshot;
import dev.ghlsync.avro.GhlWebhook;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.schemas.serde.AvroSerdes;
import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.query.LocationStores;
import dev.ghlsync.sync.step.Keys;
import dev.ghlsync.sync.step.StoredDirectory;
import dev.ghlsync.sync.step.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Plays a story through the real topology, without a broker: inputs as the other processes would write them, a clock that only
 * moves when told to, and everything the topology wrote.
 *
 * <pre>{@code
 * try (var sync = new SyncScenario()) {
 *     sync.connect("loc1");
 *     sync.webhook("""
 *             {"type":"ContactCreate","locationId":"loc1","id":"ghl1","email":"ada@example.com"}""");
 *     sync.restart();
 *     assertThat(sync.written().contacts()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>One partition; a record's offset starts at 0 again after {@link #restart}.
 */
public final class SyncScenario implements AutoCloseable {
    /** When every scenario starts. */
    public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private static final String APPLICATION_ID = "scenario";
    private static final Duration TICK = Duration.ofMillis(100);
    private static final String ORGANIZATION = "org-1";
    private static final JsonMapper JSON = new JsonMapper();
    private static final KafkaSettings OFFLINE = new KafkaSettings(
            "127.0.0.1:1",
            Map.of(),
            "http://127.0.0.1:1",
            "dev.ghlsync.local.serde.OfflineSerializer",
            "dev.ghlsync.local.serde.OfflineDeserializer",
            Map.of());

    private final AvroSerdes serdes = new AvroSerdes(OFFLINE);
    private final List<String> tallied = new ArrayList<>();
    private final SyncEdges edges = edges(serdes, (kind, outcome) -> tallied.add(kind + "/" + outcome));
    private final Changelogs changelogs = new Changelogs(APPLICATION_ID);
    private final Written written = new Written(serdes);
    private final Map<String, Long> epochs = new HashMap<>();
    /** Of its own, so that scenarios may run beside each other. */
    private final Path stateDirectory;

    private final Function<String, KeyValueBytesStoreSupplier> stores;
    private TopologyTestDriver driver;
    private Instant now = START;
    private int numbered;

    /** With the stores that production uses. */
    public SyncScenario() {
        this(Stores::persistentKeyValueStore);
    }

    private SyncScenario(Function<String, KeyValueBytesStoreSupplier> stores) {
        this.stores = stores;
        stateDirectory = temporary();
        driver = newDriver();
    }

    /** With stores in memory, which a restart empties all the same: 50 times faster to start again. */
    static SyncScenario inMemory() {
        return new SyncScenario(Stores::inMemoryKeyValueStore);
    }

    /** Serdes with schema ids that need no registry. */
    static AvroSerdes offline() {
        return new AvroSerdes(OFFLINE);
    }

    /** The topology's codecs with schema ids that need no registry. */
    static SyncEdges edges(Tally tally) {
        return edges(new AvroSerdes(OFFLINE), tally);
    }

    static SyncEdges edges(AvroSerdes serdes, Tally tally) {
        return Wiring.edges(serdes, tally, 0, MassChange.DEFAULT);
    }

    /** Everything written so far, across restarts. */
    public Written written() {
        return written;
    }

    /** What became of each input so far, as {@code KIND/OUTCOME}. */
    public List<String> tallied() {
        return List.copyOf(tallied);
    }

    public Instant now() {
        return now;
    }

    /** Connects a location, or connects it again with the next epoch. Country US, organization {@code org-1}. */
    public Connection connect(String locationId) {
        var connection = connection(locationId).build();
        connection(connection);
        return connection;
    }

    /** A connected location with the next epoch, to be changed and passed to {@link #connection(Connection)}. */
    public Connection.Builder connection(String locationId) {
        return Connection.newBuilder()
                .setLocationId(locationId)
                .setOrganizationId(ORGANIZATION)
                .setStatus(ConnectionStatus.CONNECTED)
                .setEpoch(epochs.merge(locationId, 1L, Long::sum))
                .setAuth(AuthKind.PRIVATE_INTEGRATION_TOKEN)
                .setSettings(LocationSettings.newBuilder().setCountry("US").build())
                .setUpdatedAt(now);
    }

    public void connection(Connection connection) {
        pipe(Topics.GHL_CONNECTIONS, connection.getLocationId(), connection);
    }

    /** A webhook as the gateway writes it; type, ids and timestamp are read from the body. */
    public void webhook(String body) {
        var json = json(body);
        var location = json.path("locationId").asText();
        pipe(
                Topics.GHL_WEBHOOKS,
                location,
                GhlWebhook.newBuilder()
                        .setWebhookId(next("webhook"))
                        .setLocationId(location)
                        .setType(json.path("type").asText())
                        .setObjectId(json.hasNonNull("id") ? json.get("id").asText() : null)
                        .setTimestamp(
                                json.hasNonNull("timestamp")
                                        ? Instant.parse(json.get("timestamp").asText())
                                        : null)
                        .setReceivedAt(now)
                        .setBody(bytes(body))
                        .setCorrelationId(next("correlation"))
                        .build());
    }

    /**
     * A contact read from the API now.
     *
     * @param contact the contact's JSON, without the envelope of the call
     */
    public void snapshot(SnapshotSource source, String locationId, String contact) {
        var json = json(contact);
        snapshot(read(source, locationId, json.path("id").asText())
                .setDateUpdated(
                        json.hasNonNull("dateUpdated")
                                ? Instant.parse(json.get("dateUpdated").asText())
                                : null)
                .setFound(true)
                .setBody(bytes(contact))
                .build());
    }

    /** An object read from the API now, with its last update if it states one. */
    public void snapshot(ObjectType type, SnapshotSource source, String locationId, String object) {
        var json = json(object);
        var updated = json.path("dateUpdated").asText(json.path("updatedAt").asText());
        snapshot(read(source, locationId, json.path("id").asText())
                .setObjectType(type)
                .setDateUpdated(
                        updated.isEmpty() ? null : OffsetDateTime.parse(updated).toInstant())
                .setFound(true)
                .setBody(bytes(object))
                .build());
    }

    /** A read of an object by id that found nothing. */
    public void notFound(ObjectType type, String locationId, String ghlId) {
        snapshot(read(SnapshotSource.GET, locationId, ghlId)
                .setObjectType(type)
                .setFound(false)
                .build());
    }

    /** A read by id that found nothing. */
    public void notFound(String locationId, String ghlContactId) {
        snapshot(read(SnapshotSource.GET, locationId, ghlContactId)
                .setFound(false)
                .build());
    }

    public void snapshot(GhlSnapshot snapshot) {
        pipe(Topics.GHL_SNAPSHOTS, snapshot.getLocationId(), snapshot);
    }

    private GhlSnapshot.Builder read(SnapshotSource source, String locationId, String ghlContactId) {
        return GhlSnapshot.newBuilder()
                .setSnapshotId(next("snapshot"))
                .setLocationId(locationId)
                .setObjectType(ObjectType.CONTACT)
                .setObjectId(ghlContactId)
                .setSourceKind(source)
                .setReadAt(now)
                .setCorrelationId(next("correlation"));
    }

    /** Appended now, under a key that says nothing about the location. */
    public void change(CrmChange change) {
        pipe(Topics.CRM_CHANGES, change.getChangeId(), change);
    }

    public void result(PushResult result) {
        pipe(Topics.PUSH_RESULTS, result.getLocationId(), result);
    }

    /**
     * The pusher's result of a command that GoHighLevel applied, to be changed and passed to {@link #result}.
     *
     * @param contact the contact in GoHighLevel's answer, with its id
     */
    public PushResult.Builder applied(PushCommand command, String contact) {
        return PushResult.newBuilder()
                .setLocationId(command.getLocationId())
                .setContactId(command.getContactId())
                .setVersion(command.getVersion())
                .setAttempt(command.getAttempt())
                .setOutcome(PushOutcome.APPLIED)
                .setGhlContactId(json(contact).path("id").asText())
                .setFields(command.getFields().stream()
                        .map(field -> FieldOutcome.newBuilder()
                                .setField(field.getField())
                                .setOutcome(FieldResult.APPLIED)
                                .setValue(field.getWanted())
                                .build())
                        .toList())
                .setHttpStatus(200)
                .setSnapshot(bytes(contact))
                .setSnapshotSource(SnapshotSource.WRITE_RESPONSE)
                .setSnapshotAt(now)
                .setSettledAt(now)
                .setCorrelationId(command.getCorrelationId());
    }

    public void replan(PushReplan replan) {
        pipe(Topics.PUSH_REPLANS, replan.getLocationId(), replan);
    }

    /** @param firstFailedAt header of a replan whose command failed, epoch ms */
    void replan(PushReplan replan, String firstFailedAt) {
        var headers = new RecordHeaders().add(Headers.FIRST_FAILED_AT, firstFailedAt.getBytes(StandardCharsets.UTF_8));
        driver.createInputTopic(
                        Topics.PUSH_REPLANS.name(), new StringSerializer(), serdes.serializer(Topics.PUSH_REPLANS))
                .pipeInput(new TestRecord<>(replan.getLocationId(), replan, headers, now));
        capture();
    }

    /** Bytes on a topic, whatever they are. */
    public void raw(Topic<?> topic, String key, byte[] value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(key, value, now);
        capture();
    }

    /** Moves the clock in steps of 100 ms, so that what is due is done when it is due. */
    public void advance(Duration time) {
        var until = now.plus(time);
        while (now.isBefore(until)) {
            var step = Duration.between(now, until);
            var tick = step.compareTo(TICK) < 0 ? step : TICK;
            now = now.plus(tick);
            driver.advanceWallClockTime(tick);
        }
        capture();
    }

    /** Moves the clock in one step; what was due on the way is done at its end. Does nothing for a time that is over. */
    public void skipTo(Instant time) {
        if (time.isAfter(now)) {
            var step = Duration.between(now, time);
            now = time;
            driver.advanceWallClockTime(step);
            capture();
        }
    }

    /** Moves the clock in steps of an hour, for stories that take days. */
    public void advanceHours(int hours) {
        for (int i = 0; i < hours; i++) {
            now = now.plus(Duration.ofHours(1));
            driver.advanceWallClockTime(Duration.ofHours(1));
        }
        capture();
    }

    /** Stops, loses all local state and starts again from the changelogs. */
    public void restart() {
        capture();
        driver.close();
        driver = newDriver();
        changelogs.restore(driver, edges);
        capture();
    }

    /** The contact in the stores, merges followed. */
    public Optional<ContactState> stored(String locationId, String contactId) {
        return directory(locationId).contact(contactId);
    }

    /** The stores as the query API sees them. */
    public LocationStores stores() {
        return new LocationStores(
                driver.getKeyValueStore(SyncNames.CONTACT_BY_ID),
                driver.getKeyValueStore(SyncNames.CONTACT_BY_ALIAS),
                driver.getKeyValueStore(SyncNames.CHANGE_BY_ID),
                driver.getKeyValueStore(SyncNames.LOCATION_BY_ID),
                driver.getKeyValueStore(SyncNames.OBJECT_BY_ID),
                driver.getKeyValueStore(SyncNames.OBJECT_BY_CONTACT));
    }

    public StoredDirectory directory(String locationId) {
        return new StoredDirectory(
                locationId,
                driver.getKeyValueStore(SyncNames.CONTACT_BY_ID),
                driver.getKeyValueStore(SyncNames.CONTACT_BY_ALIAS));
    }

    public Optional<ChangeStatus> changeStatus(String locationId, String changeId) {
        return Optional.ofNullable(driver.<String, ChangeStatus>getKeyValueStore(SyncNames.CHANGE_BY_ID)
                .get(Keys.contact(locationId, changeId)));
    }

    @Override
    public void close() {
        driver.close();
    }

    private <V extends SpecificRecord> void pipe(Topic<V> topic, String key, V value) {
        driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic))
                .pipeInput(key, value, now);
        capture();
    }

    private void capture() {
        changelogs.capture(driver);
        written.capture(driver);
    }

    private String next(String what) {
        return what + "-" + ++numbered;
    }

    private static Path temporary() {
        try {
            var directory = Files.createTempDirectory("ghl-sync-scenario");
            directory.toFile().deleteOnExit();
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TopologyTestDriver newDriver() {
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        return new TopologyTestDriver(SyncTopology.build(edges, stores), config, now);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The scenario's JSON is malformed: " + text, e);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}

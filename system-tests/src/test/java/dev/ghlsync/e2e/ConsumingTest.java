package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs of docs/consuming.md as they stand there. SKIPPED where Postgres cannot run; those for Node also where Node, npm or the packages are missing. */
@EndToEnd
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConsumingTest {
    /** Programs we did not write, with retries of their own that take up to half a minute each. */
    private static final Duration READ = Duration.ofMinutes(3);

    /** Every version that was ever written to a row. */
    private static final String HISTORY = """
        CREATE TABLE history (id serial, contact_id text, version bigint);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN INSERT INTO history (contact_id, version) VALUES (NEW.contact_id, NEW.version); RETURN NEW; END';
        CREATE TRIGGER note AFTER INSERT OR UPDATE ON contact FOR EACH ROW EXECUTE FUNCTION note();
        """;

    private static final String LETTERS = "SELECT text FROM letter WHERE contact_id = ? ORDER BY text DESC";
    private static final String VERSIONS = "SELECT version FROM history WHERE contact_id = ? ORDER BY id";
    private static final String CITY = "SELECT city FROM contact WHERE contact_id = ?";

    private static final Set<GuideLanguage> RUNNABLE = EnumSet.noneOf(GuideLanguage.class);
    private static final Map<GuideLanguage, String> DATABASES = new HashMap<>();

    private static Installation installation;
    private static Place place;
    private static Optional<ConsumerDatabase> database = Optional.empty();

    @BeforeAll
    static void start(Installation shared) throws InterruptedException, SQLException {
        installation = shared;
        place = Place.connected(shared, "consuming-guide");
        database = ConsumerDatabase.start();
        assumeThat(database)
                .as("Postgres, which prints why it cannot be started")
                .isPresent();
        var guide = Guide.read();
        for (var language : GuideLanguage.values()) {
            if (language.prepare(guide)) {
                RUNNABLE.add(language);
                DATABASES.put(
                        language, database.orElseThrow().make(name(language), guide.file("tables.sql") + HISTORY));
            }
        }
    }

    @AfterAll
    static void stop() {
        database.ifPresent(ConsumerDatabase::close);
        place.close();
    }

    @ParameterizedTest
    @EnumSource
    void latestStateIsTheNewestRecord(GuideLanguage language) {
        // Given
        assumeRuns(language);
        var ghlId = person(language, "latest");
        var contactId = text(place.awaited(ghlId, record -> {}), "contactId");
        try (var latest = start(language, "first", "latest-contacts")) {
            awaitOutput(latest, "contact " + contactId + " 1 ACTIVE Ada");

            // When
            place.editedInGhl(ghlId, "{\"firstName\": \"Grace\"}");

            // Then
            var version = place.awaited(
                            ghlId,
                            record -> assertThat(text(record, "givenName")).isEqualTo("Grace"))
                    .get("version");
            awaitOutput(latest, "contact " + contactId + " " + version + " ACTIVE Grace");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsActedOnOnceThoughItIsReadTwice(GuideLanguage language) {
        // Given
        assumeRuns(language);
        var ghlId = person(language, "happened");
        var contactId = text(place.awaited(ghlId, record -> {}), "contactId");
        try (var first = start(language, "first", "what-happened")) {
            awaitColumn(first, language, LETTERS, contactId, "Welcome");
        }

        // When
        try (var again = start(language, "again", "what-happened")) {
            place.deletedInGhl(ghlId);

            // Then
            awaitColumn(again, language, LETTERS, contactId, "Welcome", "Goodbye");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOlderRecordNeverOverwritesANewerOne(GuideLanguage language) {
        // Given
        assumeRuns(language);
        var ghlId = person(language, "upsert");
        var contactId = text(place.awaited(ghlId, record -> {}), "contactId");
        place.editedInGhl(ghlId, "{\"city\": \"Rome\"}");
        place.awaited(ghlId, record -> assertThat(city(record)).isEqualTo("Rome"));
        try (var first = start(language, "first", "upsert-contacts")) {
            awaitRow(first, language, ghlId, contactId);
        }
        var before = column(language, VERSIONS, contactId);

        // When
        try (var again = start(language, "again", "upsert-contacts")) {
            place.editedInGhl(ghlId, "{\"firstName\": \"Grace\"}");
            place.awaited(ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Grace"));

            // Then
            awaitRow(again, language, ghlId, contactId);
            assertThat(column(language, VERSIONS, contactId).stream().map(Long::valueOf))
                    .hasSizeGreaterThan(before.size())
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(column(language, CITY, contactId)).containsExactly("Rome");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEditIsWrittenOnceAndItsEchoIsNone(GuideLanguage language) throws InterruptedException {
        // Given
        assumeRuns(language);
        var ghlId = person(language, "write");
        var contactId = text(place.awaited(ghlId, record -> {}), "contactId");
        try (var events = new TopicLog(installation.kafka(), Topics.SYNC_EVENTS);
                var effects = new TopicLog(installation.kafka(), Topics.SYNC_CONTACTS, Topics.PUSH_COMMANDS);
                var table = start(language, "writing", "upsert-contacts")) {
            awaitRow(table, language, ghlId, contactId);
            var edit = UUID.randomUUID().toString();
            write(language, edit, contactId, "Lyon");
            write(language, edit, contactId, "Lyon");
            place.awaited(ghlId, record -> {
                assertThat(place.inGhl(ghlId).path("city").asText()).isEqualTo("Lyon");
                assertThat(city(record)).isEqualTo("Lyon");
                assertThat((List<?>) record.get("pending")).isEmpty();
            });
            awaitRow(table, language, ghlId, contactId);
            var echo = UUID.randomUUID().toString();

            // When
            write(language, echo, contactId, "Lyon");

            // Then
            await().atMost(ARRIVAL)
                    .untilAsserted(() -> assertThat(eventsOf(events, echo))
                            .extracting(SyncEvent::getType, SyncEvent::getReason)
                            .containsExactly(tuple("change_ignored", "echo_of_base_version")));
            var cause = eventsOf(events, echo).getFirst().getCorrelationId();
            assertThat(effects.upToNow())
                    .noneMatch(record ->
                            TopicLog.header(record, Headers.CORRELATION_ID).equals(cause));
            assertThat(column(language, CITY, contactId)).containsExactly("Lyon");
            assertThat(updatesInGhl(ghlId)).hasSize(1);
        }
    }

    private static void assumeRuns(GuideLanguage language) {
        assumeThat(RUNNABLE).as("Node, npm and the packages of the guide").contains(language);
    }

    private static String person(GuideLanguage language, String test) {
        return place.createdInGhl(
                "{\"firstName\": \"Ada\", \"email\": \"%s-%s@example.com\"}".formatted(test, name(language)));
    }

    private static RunningProgram start(GuideLanguage language, String group, String program, String... arguments) {
        var command = Stream.concat(language.command(program).stream(), Arrays.stream(arguments))
                .toList();
        return RunningProgram.start(
                command,
                language.folder(),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                                installation.stack().addresses().bootstrapServers(),
                        "SCHEMA_REGISTRY_URL",
                                installation
                                        .stack()
                                        .addresses()
                                        .http(Member.REGISTRY)
                                        .toString(),
                        "DATABASE_URL", language.database(DATABASES.get(language)),
                        "GROUP", program + "-" + name(language) + "-" + group));
    }

    private static void write(GuideLanguage language, String edit, String contactId, String city)
            throws InterruptedException {
        try (var program = start(language, "writing", "write-change", edit, contactId, city)) {
            assertThat(program.exit()).as(program.output()).isZero();
        }
    }

    private static void awaitOutput(RunningProgram program, String line) {
        await().atMost(READ)
                .untilAsserted(() -> assertThat(program.output().lines()).contains(line));
    }

    /** Waits until the last version written to a row is the newest on the topic. */
    private static void awaitRow(RunningProgram program, GuideLanguage language, String ghlId, String contactId) {
        await().atMost(READ)
                .untilAsserted(() -> assertThat(column(language, VERSIONS, contactId))
                        .as(program.output())
                        .endsWith(place.onTopic(ghlId)
                                .orElseThrow()
                                .get("version")
                                .toString()));
    }

    private static void awaitColumn(
            RunningProgram program, GuideLanguage language, String query, String contactId, String... values) {
        await().atMost(READ)
                .untilAsserted(() -> assertThat(column(language, query, contactId))
                        .as(program.output())
                        .containsExactly(values));
    }

    private static List<String> column(GuideLanguage language, String query, String contactId) {
        try {
            return database.orElseThrow().column(name(language), query, contactId);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static List<SyncEvent> eventsOf(TopicLog events, String changeId) {
        try (var reader = new AvroSerdes(installation.kafka()).deserializer(Topics.SYNC_EVENTS)) {
            return events.upToNow().stream()
                    .map(record -> reader.deserialize(record.topic(), record.value()))
                    .filter(event -> changeId.equals(event.getChangeId()))
                    .toList();
        }
    }

    private static List<JsonNode> updatesInGhl(String ghlId) {
        return installation
                .sandbox()
                .get("/_sandbox/requests?method=PUT&limit=1000&path=/contacts/" + ghlId)
                .require("the question for its calls")
                .valueStream()
                .toList();
    }

    private static String city(GenericRecord record) {
        return record.get("address") instanceof GenericRecord address ? text(address, "city") : "";
    }

    private static String name(GuideLanguage language) {
        return language.name().toLowerCase(Locale.ROOT);
    }
}

package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.avro.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskScenarioTest {
    private static final String CREATE = """
        {"type":"TaskCreate","locationId":"loc1","id":"task1","assignedTo":"user1","title":"Call",\
        "dateAdded":"2026-06-01T12:00:00.100Z","dueDate":"2026-06-05T09:00:00.000Z",\
        "timestamp":"2026-06-01T12:00:00.100Z"}\
        """;

    private final SyncScenario sync = new SyncScenario();

    @BeforeEach
    void connect() {
        sync.connect("loc1");
    }

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void taskThatLacksContactAndTextIsRead() {
        // Given
        sync.webhook(CREATE);
        sync.advance(Duration.ofSeconds(2));

        // When
        sync.snapshot(ObjectType.TASK, SnapshotSource.GET, "loc1", read("Call", "about shoes", false));

        // Then
        assertThat(sync.written().fetches())
                .extracting(FetchRequest::getReason)
                .containsExactly("task_without_contact", "unknown_contact");
        assertThat(sync.written().fetches().getFirst().getCorrelationId())
                .as("a read that waited still belongs to what made it wanted")
                .isEqualTo("correlation-2");
        var task = sync.written().tasksByGhlId().get("task1");
        assertThat(task.getGhlContactId()).isEqualTo("ghl1");
        assertThat(task.getContactId()).isNotNull();
        assertThat(task.getBody()).isEqualTo("about shoes");
        assertThat(task.getDueAt()).isEqualTo(Instant.parse("2026-06-05T09:00:00Z"));
        assertThat(task.getGhlDateAdded()).isEqualTo(Instant.parse("2026-06-01T12:00:00.100Z"));
        assertThat(task.getStatus()).isEqualTo(TaskStatus.OPEN);
    }

    @Test
    void completionAndDeletionAreToldOnce() {
        // Given
        var complete = CREATE.replace("TaskCreate", "TaskComplete").replace("12:00:00.100Z\"}", "12:05:00.100Z\"}");
        var delete = CREATE.replace("TaskCreate", "TaskDelete").replace("12:00:00.100Z\"}", "12:06:00.100Z\"}");

        // When
        for (var body : List.of(delete, complete, CREATE, complete, delete)) {
            sync.webhook(body);
        }

        // Then
        assertThat(sync.written().eventTypes())
                .containsExactlyInAnyOrder("task_created", "task_completed", "task_deleted");
        assertThat(sync.written().tasksByGhlId().get("task1").getStatus()).isEqualTo(TaskStatus.DELETED);
    }

    @Test
    void editsAreKnownByReadsOnly() {
        // Given
        sync.webhook(CREATE);
        sync.snapshot(ObjectType.TASK, SnapshotSource.SEARCH, "loc1", read("Call", "about shoes", false));
        sync.advance(Duration.ofMinutes(15));

        // When
        sync.snapshot(ObjectType.TASK, SnapshotSource.SEARCH, "loc1", read("Call again", null, true));

        // Then
        var task = sync.written().tasksByGhlId().get("task1");
        assertThat(task.getTitle()).isEqualTo("Call again");
        assertThat(task.getBody()).isNull();
        assertThat(task.getStatus()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void tasksAreNotSyncedWhenTheLocationTurnsThemOff() {
        // Given
        sync.connection(sync.connection("loc1")
                .setSettings(LocationSettings.newBuilder().setSyncTasks(false).build())
                .build());

        // When
        sync.webhook(CREATE);

        // Then
        assertThat(sync.written().tasks()).isEmpty();
        assertThat(sync.tallied()).last().isEqualTo("WEBHOOK/IGNORED");
    }

    @Test
    void definitionsGiveIdsTheirNames() {
        // When
        sync.snapshot(ObjectType.TAG_DEFINITION, SnapshotSource.LIST, "loc1", "{\"id\":\"tag1\",\"name\":\"vip\"}");
        sync.snapshot(ObjectType.CALENDAR, SnapshotSource.LIST, "loc1", "{\"id\":\"cal1\",\"name\":\"Discovery\"}");
        sync.snapshot(ObjectType.CUSTOM_FIELD_DEFINITION, SnapshotSource.LIST, "loc1", """
            {"id":"cf1","name":"Shoe size","fieldKey":"contact.shoe_size","dataType":"SINGLE_OPTIONS",\
            "model":"contact","picklistOptions":["42","43"]}\
            """);
        sync.snapshot(ObjectType.TAG_DEFINITION, SnapshotSource.LIST, "loc1", "{\"id\":\"tag1\",\"name\":\"vip\"}");

        // Then
        var definitions = sync.written().definitionsByGhlId();
        assertThat(definitions.get("tag1").getName()).isEqualTo("vip");
        assertThat(definitions.get("tag1").getVersion()).isEqualTo(1);
        assertThat(definitions.get("tag1").getObjectType()).isEqualTo(ObjectType.TAG_DEFINITION);
        assertThat(definitions.get("cal1").getName()).isEqualTo("Discovery");
        assertThat(definitions.get("cf1").getOptions()).containsExactly("42", "43");
        assertThat(definitions.get("cf1").getDataType()).isEqualTo("SINGLE_OPTIONS");
        assertThat(sync.written().events()).isEmpty();
    }

    private static String read(String title, @Nullable String body, boolean completed) {
        return """
            {"id":"task1","title":"%s",%s"assignedTo":"user1","dueDate":"2026-06-05T09:00:00.000Z",\
            "completed":%s,"contactId":"ghl1"}\
            """.formatted(title, body == null ? "" : "\"body\":\"" + body + "\",", completed);
    }
}

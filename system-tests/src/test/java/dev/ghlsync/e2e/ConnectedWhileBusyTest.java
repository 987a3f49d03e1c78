package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.ContactStatus;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A location is connected while its people go on working: webhooks come before the connection, before the first page and between pages. */
@EndToEnd
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConnectedWhileBusyTest {
    private static final int CONTACTS = Integer.getInteger("ghlsync.busyContacts", 120);
    private static final long SEED = Long.getLong("ghlsync.seed", 6L);
    private static final Duration EVERY = Duration.ofMillis(50);
    /** Requests per 10 s: the initial sync takes some seconds. */
    private static final int BURST = 300;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void nothingIsSkippedAndNoOlderPageOverwritesANewerWebhook(Installation installation) {
        // Given
        installation.burstLimit(BURST);
        disorder(installation, 0.3, 0.1);
        try (Place place = Place.made(installation, "loc-busy", CONTACTS);
                var bustle = new Bustle(place, SEED, EVERY)) {
            await("webhooks of a location that is not connected")
                    .atMost(PATIENCE)
                    .until(() -> place.webhooks().size() >= 20);

            // When
            place.connectOnly(false);
            await("the end of the initial sync")
                    .atMost(PATIENCE)
                    .until(() -> status(place).equals("COMPLETED"));
            String acts = bustle.stopped();
            Instant stopped = Instant.now();
            installation.burstLimit(Installation.BURST_LIFTED);
            JsonNode audit = place.auditedUntilEqual();

            // Then
            JsonNode connection = place.connection();
            System.out.printf(
                    "seed %d: %d contacts, %s; initial sync %s; equal %d ms after the last edit, %s the first"
                            + " reconcile: %s%n",
                    SEED,
                    CONTACTS,
                    acts,
                    connection.path("initialSync").path("counts"),
                    Duration.between(stopped, Instant.now()).toMillis(),
                    reconciledSince(connection) ? "after" : "before",
                    audit.path("equal"));
            assertThat(audit.path("equal").asInt())
                    .isEqualTo(place.everyoneInGhl().size());
            assertThat(stepsBack(installation, place)).isEmpty();
        } finally {
            disorder(installation, 0, 0);
            installation.burstLimit(Installation.BURST_LIFTED);
        }
    }

    private static String status(Place place) {
        return place.connection().path("initialSync").path("status").asText();
    }

    private static boolean reconciledSince(JsonNode connection) {
        Instant begun =
                Instant.parse(connection.path("initialSync").path("startedAt").asText());
        return Instant.parse(connection.path("lastReconciled").asText()).isAfter(begun.plusSeconds(1));
    }

    /** Versions of a contact that show an edit older than an earlier version did, or that revive a deleted contact. */
    private static List<String> stepsBack(Installation installation, Place place) {
        List<String> found = new ArrayList<>();
        Map<String, Integer> marks = new HashMap<>();
        Map<String, ContactStatus> statuses = new HashMap<>();
        try (var log = new TopicLog(installation.kafka(), Topics.SYNC_CONTACTS);
                var values = new AvroSerdes(installation.kafka()).deserializer(Topics.SYNC_CONTACTS)) {
            for (var record : log.upToNow()) {
                Contact contact = record.value() == null ? null : values.deserialize(record.topic(), record.value());
                if (contact == null || !contact.getLocationId().equals(place.id())) {
                    continue;
                }
                int mark = Bustle.markOf(Objects.toString(contact.getWebsite(), ""));
                int before = marks.getOrDefault(contact.getContactId(), 0);
                if (mark < before) {
                    found.add("version %d of %s shows edit %d after %d"
                            .formatted(contact.getVersion(), contact.getContactId(), mark, before));
                }
                marks.put(contact.getContactId(), mark);
                ContactStatus was = statuses.put(contact.getContactId(), contact.getStatus());
                if (was == ContactStatus.INACTIVE && contact.getStatus() == ContactStatus.ACTIVE) {
                    found.add("version %d revives %s".formatted(contact.getVersion(), contact.getContactId()));
                }
            }
        }
        assertThat(marks).as("contacts of " + place.id()).isNotEmpty();
        return found;
    }

    private static void disorder(Installation installation, double late, double twice) {
        installation
                .sandbox()
                .send(
                        "PUT",
                        "/_sandbox/webhooks/settings",
                        Place.json("{\"reorderProbability\": %s, \"duplicateProbability\": %s}".formatted(late, twice)))
                .require("its settings");
    }
}

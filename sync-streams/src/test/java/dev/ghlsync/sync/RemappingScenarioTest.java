package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.Connection;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.schemas.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A location is mapped to another organization, whose consumers then have everything of it. */
class RemappingScenarioTest {
    private static final int PEOPLE = 120;
    private static final String DEAL = """
        {"type":"OpportunityCreate","locationId":"loc1","id":"opp1","contactId":"ghl1","name":"Deal","status":"open",\
        "pipelineId":"pipe1","pipelineStageId":"stage1","timestamp":"2026-06-01T12:00:00Z"}\
        """;

    private final SyncScenario sync = new SyncScenario();

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void everyRecordIsWrittenAgainWithTheNextVersionAndNothingElseOfItChanged() {
        // Given
        sync.connect("loc1");
        sync.webhook(person(1));
        sync.webhook(DEAL);
        var contact = sync.written().contactOfGhl("ghl1").orElseThrow();
        var deal = sync.written().opportunitiesByGhlId().get("opp1");
        sync.written().forget();

        // When
        remap("loc1", "org-2");
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(sync.written().contacts()).containsExactly(moved(contact));
        assertThat(sync.written().opportunities()).singleElement().satisfies(again -> {
            assertThat(again.getOrganizationId()).isEqualTo("org-2");
            assertThat(again.getVersion()).isEqualTo(deal.getVersion() + 1);
            assertThat(again.getContactId()).isEqualTo(contact.getContactId());
            assertThat(again.getName()).isEqualTo("Deal");
        });
        assertThat(organizationHeader()).isEqualTo("org-2");
        assertThat(sync.written().events()).isEmpty();
        assertThat(sync.written().commands()).isEmpty();
    }

    @Test
    void aBigLocationIsWrittenAgainInPartsAndARestartGoesOnWhereItStopped() {
        // Given
        sync.connect("loc1");
        sync.connect("loc2");
        sync.webhook(person(1).replace("loc1", "loc2"));
        IntStream.range(0, PEOPLE).forEach(i -> sync.webhook(person(i)));
        sync.written().forget();
        remap("loc1", "org-2");
        sync.advance(Duration.ofMillis(100));
        int first = sync.written().contacts().size();

        // When
        sync.restart();
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(first).isBetween(1, PEOPLE / 2);
        assertThat(sync.written().contacts())
                .hasSize(PEOPLE)
                .allMatch(contact -> contact.getOrganizationId().equals("org-2")
                        && contact.getLocationId().equals("loc1"));
        assertThat(sync.written().contacts().stream().map(Contact::getContactId).distinct())
                .hasSize(PEOPLE);
    }

    @Test
    void whatIsFoldedMeanwhileKeepsItsPlaceInTheOrderOfVersions() {
        // Given
        sync.connect("loc1");
        sync.webhook(person(1));
        sync.written().forget();

        // When
        remap("loc1", "org-2");
        sync.webhook(
                person(1).replace("Create", "Update").replace("P1", "Changed").replace("12:00:00Z", "12:00:05Z"));
        sync.advance(Duration.ofSeconds(1));

        // Then
        List<Contact> versions = sync.written().contacts();
        assertThat(versions.stream().map(Contact::getVersion)).containsExactly(2L, 3L);
        assertThat(versions)
                .allMatch(contact -> contact.getOrganizationId().equals("org-2")
                        && contact.getGivenName().equals("Changed"));
    }

    @Test
    void aConnectionThatKeepsItsOrganizationWritesNothingAgain() {
        // Given
        sync.connect("loc1");
        sync.webhook(person(1));
        sync.written().forget();

        // When
        sync.connect("loc1");
        sync.advance(Duration.ofSeconds(1));

        // Then
        assertThat(sync.written().contacts()).isEmpty();
    }

    private void remap(String locationId, String organizationId) {
        Connection connection =
                sync.connection(locationId).setOrganizationId(organizationId).build();
        sync.connection(connection);
    }

    private Contact moved(Contact before) {
        Contact again = sync.written().contacts().getFirst();
        return Contact.newBuilder(before)
                .setOrganizationId("org-2")
                .setVersion(before.getVersion() + 1)
                .setUpdatedAt(again.getUpdatedAt())
                .setCorrelationId(again.getCorrelationId())
                .build();
    }

    private String organizationHeader() {
        var header = sync.written().contactRecords().getLast().headers().lastHeader(Headers.ORGANIZATION_ID);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String person(int number) {
        return """
            {"type":"ContactCreate","locationId":"loc1","id":"ghl%d","firstName":"P%d","email":"p%d@example.com",\
            "timestamp":"2026-06-01T12:00:00Z"}\
            """.formatted(number, number, number);
    }
}

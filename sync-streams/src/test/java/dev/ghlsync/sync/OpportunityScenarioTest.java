package dev.ghlsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.LocationSettings;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.OpportunityStatus;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.avro.SyncEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpportunityScenarioTest {
    private static final String T0 = "2026-06-01T12:00:00.100Z";
    private static final String T1 = "2026-06-01T12:01:00.100Z";
    private static final String T2 = "2026-06-01T12:02:00.100Z";
    private static final String PIPELINE = """
        {"id":"pipe1","name":"Sales","stages":[{"id":"stage1","name":"New"},{"id":"stage2","name":"Closing"}]}\
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

    @ParameterizedTest
    @CsvSource({"USD, 40, 4000", "JPY, 1500, 1500", "KWD, 1.5, 1500", "EUR, 19.99, 1999", "EUR, 0.005, 1"})
    void monetaryValueIsInMinorUnits(String currency, String value, long minor) {
        // Given
        sync.connection(sync.connection("loc2")
                .setSettings(LocationSettings.newBuilder().setCurrency(currency).build())
                .build());

        // When
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", value, T0).replace("loc1", "loc2"));

        // Then
        var deal = sync.written().opportunitiesByGhlId().get("opp1");
        assertThat(deal.getMonetaryValueMinor()).isEqualTo(minor);
        assertThat(deal.getCurrency()).isEqualTo(currency);
    }

    @Test
    void currencyIsThatOfTheCountryWhenNoneIsSet() {
        // When
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", "40", T0));

        // Then
        assertThat(sync.written().opportunitiesByGhlId().get("opp1").getCurrency())
                .isEqualTo("USD");
    }

    @Test
    void severalWebhooksOfOneActionAreOneEvent() {
        // Given
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", "40", T0));
        sync.webhook(webhook("OpportunityUpdate", "open", "stage1", "40", T0));
        sync.written().forget();

        // When
        sync.webhook(webhook("OpportunityUpdate", "won", "stage2", "55", T1));
        sync.webhook(webhook("OpportunityStageUpdate", "won", "stage2", "55", T1));
        sync.webhook(webhook("OpportunityStatusUpdate", "won", "stage2", "55", T1));
        sync.webhook(webhook("OpportunityMonetaryValueUpdate", "won", "stage2", "55", T1));

        // Then
        assertThat(sync.written().eventTypes())
                .containsExactlyInAnyOrder("opportunity_won", "opportunity_stage_changed", "opportunity_value_changed");
        assertThat(sync.written().opportunities()).hasSize(1);
    }

    @Test
    void timesOfTheLastChangesAreRead() {
        // Given
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", "40", T0));
        sync.webhook(webhook("OpportunityStatusUpdate", "won", "stage1", "40", T1));
        sync.advance(Duration.ofSeconds(2));

        // When
        sync.snapshot(ObjectType.OPPORTUNITY, SnapshotSource.GET, "loc1", read("won", "stage1", "40", T1));

        // Then
        assertThat(sync.written().fetches())
                .extracting(FetchRequest::getReason)
                .containsExactlyInAnyOrder("unknown_contact", "unknown_pipeline", "change_times");
        var deal = sync.written().opportunitiesByGhlId().get("opp1");
        assertThat(deal.getLastStatusChangeAt()).isEqualTo(Instant.parse(T1));
        assertThat(deal.getLastStageChangeAt()).isEqualTo(Instant.parse(T0));
        assertThat(deal.getLostReasonId()).isEqualTo("reason1");
        assertThat(deal.getCustomFields().getFirst().getKind()).isEqualTo(CustomFieldKind.TEXT);
        assertThat(deal.getCustomFields().getFirst().getText()).isEqualTo("blue");
    }

    @Test
    void pipelineAndStageGetTheirNamesWhicheverComesFirst() {
        // Given
        sync.webhook(webhook("OpportunityCreate", "open", "stage2", "40", T0));

        // When
        sync.snapshot(ObjectType.PIPELINE, SnapshotSource.LIST, "loc1", PIPELINE);

        // Then
        var deal = sync.written().opportunitiesByGhlId().get("opp1");
        assertThat(deal.getPipelineName()).isEqualTo("Sales");
        assertThat(deal.getPipelineStageName()).isEqualTo("Closing");
        assertThat(sync.written().definitionsByGhlId().get("pipe1").getStages())
                .extracting(stage -> stage.getName())
                .containsExactly("New", "Closing");
    }

    @Test
    void updateAfterADeleteIsBelievedOnlyWhenAReadFindsTheOpportunity() {
        // Given
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", "40", T0));
        sync.webhook(webhook("OpportunityDelete", "open", "stage1", "40", T1));
        sync.advance(Duration.ofSeconds(2));
        sync.written().forget();

        // When
        sync.webhook(webhook("OpportunityUpdate", "won", "stage1", "40", T2));
        sync.advance(Duration.ofSeconds(12));

        // Then
        assertThat(sync.written().opportunities()).isEmpty();
        assertThat(sync.written().events()).isEmpty();
        assertThat(sync.written().fetches()).extracting(FetchRequest::getReason).containsExactly("deleted_then_seen");
    }

    @Test
    void readAfterADeleteRevivesWhatItFinds() {
        // Given
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", "40", T0));
        sync.webhook(webhook("OpportunityDelete", "open", "stage1", "40", T1));
        sync.webhook(webhook("OpportunityUpdate", "won", "stage1", "40", T2));
        sync.advance(Duration.ofMinutes(3));

        // When
        sync.snapshot(ObjectType.OPPORTUNITY, SnapshotSource.GET, "loc1", read("won", "stage1", "40", T2));

        // Then
        assertThat(sync.written().opportunitiesByGhlId().get("opp1").getStatus())
                .isEqualTo(OpportunityStatus.WON);
        assertThat(sync.written().eventTypes())
                .containsExactly(
                        "opportunity_created",
                        "opportunity_deleted",
                        "opportunity_won",
                        "opportunity_deleted_corrected");
    }

    @Test
    void eventsOfOneTransitionHaveOneIdHoweverOftenItIsToldAgain() {
        // Given
        var won = webhook("OpportunityStatusUpdate", "won", "stage1", "40", T1);
        sync.webhook(webhook("OpportunityCreate", "open", "stage1", "40", T0));

        // When
        sync.webhook(won);
        sync.webhook(webhook("OpportunityUpdate", "open", "stage1", "40", T2));
        sync.webhook(won.replace(T1, "2026-06-01T12:03:00.100Z"));

        // Then
        assertThat(sync.written().events().stream().filter(e -> e.getType().equals("opportunity_won")))
                .hasSize(2)
                .extracting(SyncEvent::getEventId)
                .doesNotHaveDuplicates();
        assertThat(sync.written().eventTypes()).contains("opportunity_reopened");
    }

    @Test
    void webhookThatLeavesOutAKnownValueAsksForARead() {
        // Given
        sync.snapshot(ObjectType.OPPORTUNITY, SnapshotSource.GET, "loc1", read("open", "stage1", "40", T0));
        sync.advance(Duration.ofSeconds(70));
        sync.written().forget();

        // When
        sync.webhook(webhook("OpportunityUpdate", "open", "stage1", "40", T1).replace("\"assignedTo\":\"user1\",", ""));
        sync.advance(Duration.ofSeconds(12));

        // Then
        assertThat(sync.written().fetches()).extracting(FetchRequest::getReason).containsExactly("not_stated");
        assertThat(sync.written().opportunities()).isEmpty();
    }

    @Test
    void lateStatesTakeTheirPlaceInTheHistory() {
        // When
        List.of(
                        webhook("OpportunityStatusUpdate", "lost", "stage1", "40", T2),
                        webhook("OpportunityStatusUpdate", "won", "stage1", "40", T1),
                        webhook("OpportunityCreate", "open", "stage1", "40", T0))
                .forEach(sync::webhook);

        // Then
        assertThat(sync.written().opportunitiesByGhlId().get("opp1").getStatus())
                .isEqualTo(OpportunityStatus.LOST);
        assertThat(sync.written().eventTypes())
                .containsExactlyInAnyOrder("opportunity_created", "opportunity_won", "opportunity_lost");
    }

    private static String webhook(String type, String status, String stage, String value, String at) {
        return """
            {"type":"%s","locationId":"loc1","id":"opp1","assignedTo":"user1","contactId":"ghl1",\
            "monetaryValue":%s,"name":"Deal","pipelineId":"pipe1","pipelineStageId":"%s","source":"web",\
            "status":"%s","dateAdded":"%s","timestamp":"%s"}\
            """.formatted(type, value, stage, status, T0, at);
    }

    private static String read(String status, String stage, String value, String at) {
        return """
            {"id":"opp1","name":"Deal","monetaryValue":%s,"pipelineId":"pipe1","pipelineStageId":"%s",\
            "assignedTo":"user1","status":"%s","source":"web","lastStatusChangeAt":"%s",\
            "lastStageChangeAt":"%s","createdAt":"%s","updatedAt":"%s","contactId":"ghl1",\
            "lostReasonId":"reason1","customFields":[{"id":"cf1","fieldValue":"blue"}]}\
            """.formatted(value, stage, status, at, T0, T0, at);
    }
}

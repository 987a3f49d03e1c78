package dev.ghlsync.sync.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.mirror.Picture;
import dev.ghlsync.sync.domain.mirror.Reading;
import dev.ghlsync.sync.domain.mirror.Turn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of an opportunity when it goes from one moment to the next. */
class OpportunityRulesTest {
    private final OpportunityRules rules = new OpportunityRules();

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource({
        "status=open,                                      status=open,                    ",
        "status=open,                                      status=Won,                     opportunity_won|WON",
        "status=open,                                      status=lost,                    opportunity_lost|LOST",
        "status=open,                                      status=abandoned,              "
                + " opportunity_abandoned|ABANDONED",
        "status=won,                                       status=open,                    opportunity_reopened|OPEN",
        "status=open,                                      status=parked,                 "
                + " opportunity_status_changed|UNKNOWN",
        "status=open,                                      name=x,                        "
                + " opportunity_status_changed|UNKNOWN",
        "pipelineId=p1 pipelineStageId=s1, pipelineId=p1 pipelineStageId=s2, opportunity_stage_changed|p1/s2",
        "pipelineId=p1 pipelineStageId=s1, pipelineId=p2 pipelineStageId=s1, opportunity_stage_changed|p2/s1",
        "monetaryValue=10,                                 monetaryValue=20,              "
                + " opportunity_value_changed|20",
        "monetaryValue=10,                                 name=x,                        "
                + " opportunity_value_changed|null",
        "assignedTo=u1,                                    assignedTo=u2,                  opportunity_assigned|u2",
        "assignedTo=u1,                                    name=x,                         opportunity_assigned|null",
        "name=x,                                           name=y,                         "
    })
    void aChangeIsTold(String before, String after, @Nullable String told) {
        // When
        var turns = rules.turns(Optional.of(picture(before)), picture(after));

        // Then
        assertThat(told(turns)).isEqualTo(told == null ? List.of() : List.of(told));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "status=won,                        status",
        "pipelineId=p1 pipelineStageId=s2,  pipelineStageId",
        "monetaryValue=20,                  monetaryValue",
        "assignedTo=u2,                     assignedTo"
    })
    void aChangeNamesItsFieldAndSaysWhereTheOpportunityStands(String after, String field) {
        // When
        var turns = rules.turns(Optional.of(picture("")), picture(after));

        // Then
        assertThat(turns).singleElement().satisfies(turn -> {
            assertThat(turn.fields()).containsExactly(field);
            assertThat(turn.attributes()).containsEntry("status", after.contains("won") ? "WON" : "UNKNOWN");
            assertThat(turn.attributes().containsKey("pipelineStageId")).isEqualTo(after.contains("s2"));
            assertThat(turn.attributes().containsKey("pipelineId")).isEqualTo(after.contains("p1"));
        });
    }

    @ParameterizedTest(name = "first seen {0}: {1}")
    @CsvSource({
        "open,   opportunity_created|",
        "parked, opportunity_created|",
        "won,    opportunity_created| opportunity_won|WON",
        "lost,   opportunity_created| opportunity_lost|LOST"
    })
    void oneFirstSeenWonWasCreatedAllTheSame(String status, String told) {
        // When
        var turns = rules.turns(Optional.empty(), picture("status=" + status + " monetaryValue=5"));

        // Then
        assertThat(told(turns)).isEqualTo(List.of(told.split(" ")));
    }

    @Test
    void aDeletionIsToldWithTheLastStatus() {
        // When
        var turn = rules.deletion(picture("status=won"));

        // Then
        assertThat(turn).hasValue(Turn.of("opportunity_deleted", "", List.of("status"), Map.of("status", "WON")));
    }

    @ParameterizedTest(name = "{0} becomes {1}: read {2}")
    @CsvSource({
        ",                                status=open lastStatusChangeAt=1, true",
        "status=open lastStatusChangeAt=1, status=won  lastStatusChangeAt=1, true",
        "lastStatusChangeAt=1,            pipelineStageId=s lastStatusChangeAt=1, true",
        "lastStatusChangeAt=1,            pipelineId=p lastStatusChangeAt=1, true",
        "name=x lastStatusChangeAt=1,     name=y lastStatusChangeAt=1,      false",
        "name=x,                          name=y,                           true"
    })
    void aWebhookDoesNotSayWhenStatusAndStageChanged(@Nullable String before, String after, boolean read) {
        // When
        var reading = rules.wants(Optional.ofNullable(before).map(OpportunityRulesTest::picture), picture(after));

        // Then
        assertThat(reading).isEqualTo(read ? Optional.of(Reading.CHANGE_TIMES) : Optional.empty());
    }

    private static List<String> told(List<Turn> turns) {
        return turns.stream().map(turn -> turn.type() + "|" + turn.into()).toList();
    }

    private static Picture picture(String text) {
        var values = new TreeMap<String, String>();
        Arrays.stream(text.split(" +"))
                .filter(word -> !word.isEmpty())
                .forEach(word -> values.put(word.split("=")[0], word.split("=")[1]));
        return new Picture(values);
    }
}

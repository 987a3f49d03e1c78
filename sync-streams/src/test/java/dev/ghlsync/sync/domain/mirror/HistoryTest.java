package dev.ghlsync.sync.domain.mirror;

import static dev.ghlsync.sync.domain.mirror.Sightings.picture;
import static dev.ghlsync.sync.domain.mirror.Sightings.read;
import static dev.ghlsync.sync.domain.mirror.Sightings.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.mirror.Sighting.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    private static final long DAY = 24 * 60 * 60 * 1000L;

    @Test
    void sightingsTakeTheirPlaceByWhenTheyWereTrue() {
        // Given
        var history = of(webhook(20, "status=won"), webhook(30, "name=b"));

        // When
        var late = history.with(webhook(10, "status=open name=a"));

        // Then
        assertThat(late.picture()).isEqualTo(picture("status=won name=b"));
        assertThat(late.sightings()).extracting(Sighting::at).containsExactly(10L, 20L, 30L);
    }

    @Test
    void theSameSightingAgainIsNothingNew() {
        // Given
        var history = of(webhook(20, "status=won"));

        // When
        var again = history.with(webhook(20, "status=won"));

        // Then
        assertThat(again).isSameAs(history);
    }

    @Test
    void ofOneMomentTheLaterWordThenTheJudgeCounts() {
        // When
        var history = of(
                read(20, "status=won"),
                new Sighting(20, 20, Source.INDEX, Sightings.values("status=index")),
                webhook(20, "status=open"),
                new Sighting(20, 19, Source.READ, Sightings.values("status=earlier")));

        // Then
        assertThat(history.sightings())
                .extracting(sighting -> sighting.values().get("status"))
                .containsExactly("earlier", "index", "open", "won");
    }

    @Test
    void twoWordsOfOneMomentAreBothKeptWhicheverCameFirst() {
        // Given
        var one = webhook(20, "status=won");
        var other = webhook(20, "status=lost");

        // When
        var history = of(one, other);

        // Then
        assertThat(history.sightings()).hasSize(2);
        assertThat(history).isEqualTo(of(other, one));
    }

    @Test
    void whatIsOlderThanADayBecomesTheBase() {
        // Given
        var history = of(webhook(10, "name=a status=open"), webhook(20, "status=won"), webhook(DAY + 20, "name=b"));

        // When
        var pruned = history.pruned();

        // Then
        assertThat(pruned.base()).isEqualTo(picture("name=a status=open"));
        assertThat(pruned.baseAt()).isEqualTo(10);
        assertThat(pruned.sightings()).hasSize(2);
        assertThat(pruned.picture()).isEqualTo(history.picture());
    }

    @Test
    void whatIsOlderThanTheBaseComesTooLate() {
        // Given
        var pruned =
                of(webhook(10, "status=open"), webhook(DAY + 20, "status=won")).pruned();

        // When
        var late = pruned.with(webhook(10, "name=late"));

        // Then
        assertThat(late).isSameAs(pruned);
        assertThat(pruned.with(webhook(11, "name=in-time")).picture()).isEqualTo(picture("status=won name=in-time"));
    }

    @Test
    void theNewestIsKeptHoweverOldItIs() {
        // Given
        var history = of(webhook(10, "status=open"), webhook(3 * DAY, "status=won"));

        // When
        var pruned = history.pruned().pruned();

        // Then
        assertThat(pruned.sightings()).containsExactly(webhook(3 * DAY, "status=won"));
        assertThat(of(webhook(10, "status=open")).pruned().base()).isNull();
    }

    @Test
    void keepsSoManySightingsAndNoMore() {
        // Given
        var history = History.EMPTY;
        for (int i = 1; i <= History.SIGHTINGS_MAX; i++) {
            history = history.with(webhook(i, "status=s" + i));
        }

        // When
        var pruned = history.with(webhook(1_000, "status=last")).pruned();

        // Then
        assertThat(history.pruned()).isSameAs(history);
        assertThat(pruned.sightings()).hasSize(History.SIGHTINGS_MAX);
        assertThat(pruned.base()).isEqualTo(picture("status=s1"));
        assertThat(pruned.pruned().baseAt()).isEqualTo(1);
    }

    @Test
    void theBaseIsWhatCameBeforeWhenTransitionsAreTold() {
        // Given
        var history = of(webhook(10, "status=open"), webhook(DAY + 20, "status=won"), webhook(DAY + 30, "status=lost"))
                .pruned();

        // When
        var turns = history.turns(new StatusRules());

        // Then
        assertThat(turns)
                .extracting(turn -> turn.at() + " " + turn.into())
                .containsExactly(DAY + 20 + " open>won", DAY + 30 + " won>lost");
    }

    @Test
    void whatWasSaidAfterADeletionDoesNotCount() {
        // Given
        var history = of(webhook(10, "status=open"), webhook(20, "status=won"), webhook(21, "status=lost"));

        // When
        var believed = history.until(20);

        // Then
        assertThat(believed.picture()).isEqualTo(picture("status=won"));
        assertThat(believed.isEmpty()).isFalse();
        assertThat(history.until(9).isEmpty()).isTrue();
    }

    /** {@code w} is a webhook, {@code r} a read, each with a time in ms and a status. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "w0=open,                       false",
        "w0=open w999=won,              true",
        "w0=open w1000=won,             false",
        "w0=open w999=open,             false",
        "w0=open r999=won,              false",
        "r0=open w999=won,              false",
        "w0=open w10=won w5000=won,     true",
        "w0=open w10=won r20=won,       false",
        "w0=open w10=won r20=won w21=x, false"
    })
    void twoWebhooksOfOneMomentThatDifferAreDoubtfulUntilARead(String said, boolean expected) {
        // Given
        var history = History.EMPTY;
        for (var word : said.split(" ")) {
            int cut = word.indexOf('=');
            long at = Long.parseLong(word.substring(1, cut)) + 1;
            var status = "status=" + word.substring(cut + 1);
            history = history.with(word.startsWith("r") ? read(at, status) : webhook(at, status));
        }

        // When
        boolean doubtful = history.isDoubtful();

        // Then
        assertThat(doubtful).isEqualTo(expected);
    }

    @Test
    void differentFieldsOfOneMomentAreNoContradiction() {
        // When
        var history = of(webhook(10, "status=open"), webhook(11, "name=a"));

        // Then
        assertThat(history.isDoubtful()).isFalse();
    }

    private static History of(Sighting... sightings) {
        var history = History.EMPTY;
        for (var sighting : sightings) {
            history = history.with(sighting);
        }
        return history;
    }
}

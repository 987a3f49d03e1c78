package dev.ghlsync.ingest.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghlsync.ghl.credentials.TokenCipher;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.domain.LifecycleEvent;
import dev.ghlsync.ingest.ops.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A refresh of tokens whose process dies or freezes at any step. */
class TokenRefreshTest {
    private static final String LOCATION = "loc-refresh";

    @TempDir
    Path folder;

    private OauthWorld world;

    /** Thrown where the process dies. */
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void installTheApp() {
        world = new OauthWorld();
        world.location(LOCATION, 1);
        world.takeOver(folder.resolve("first"), TokenRefreshTest::alive).install(LOCATION);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void storesTheNewTokensOnce() {
        // Given
        var process = world.takeOver(folder.resolve("a"), TokenRefreshTest::alive);

        // When
        boolean refreshed = process.refreshes.refresh(LOCATION, 1, "corr", new Stop());

        // Then
        assertThat(refreshed).isTrue();
        assertThat(process.find(LOCATION).tokenVersion()).isEqualTo(2);
        assertThat(process.find(LOCATION).refreshStartedAt()).isNull();
        assertThat(process.refreshes.refresh(LOCATION, 1, "corr", new Stop())).isTrue();
        assertThat(process.find(LOCATION).tokenVersion()).isEqualTo(2);
        assertThat(world.works(LOCATION)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(RefreshStep.class)
    void aDeathAtAnyStepIsHealedByTheNextOwnerWithinTheGrace(RefreshStep last) {
        // Given
        var dying = world.takeOver(folder.resolve("a"), dyingAt(last));
        assertThatThrownBy(() -> dying.refreshes.refresh(LOCATION, 1, "corr", new Stop()))
                .isInstanceOf(Death.class);

        // When
        var next = world.takeOver(folder.resolve("b"), TokenRefreshTest::alive);
        next.owner.tend(location -> true);
        next.refreshes.refresh(LOCATION, 1, "corr", new Stop());

        // Then
        assertThat(next.find(LOCATION).status()).isEqualTo(Status.CONNECTED);
        assertThat(next.find(LOCATION).tokenVersion()).isEqualTo(2);
        assertThat(world.works(LOCATION)).isTrue();
        assertThat(next.refreshes.refresh(LOCATION, 2, "corr", new Stop())).isTrue();
        assertVersionsOnlyGrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = RefreshStep.class,
            names = {"JOURNALED", "STORED"})
    void theJournalHealsWhatTheGraceDoesNot(RefreshStep last) {
        // Given
        var dying = world.takeOver(folder.resolve("a"), dyingAt(last));
        assertThatThrownBy(() -> dying.refreshes.refresh(LOCATION, 1, "corr", new Stop()))
                .isInstanceOf(Death.class);
        afterTheGrace();
        var other = world.takeOver(folder.resolve("b"), TokenRefreshTest::alive);
        other.owner.tend(location -> true);

        // When
        var again = world.takeOver(folder.resolve("a"), TokenRefreshTest::alive);
        again.owner.replay(world.clock.instant().plusSeconds(60));

        // Then
        assertThat(again.find(LOCATION).status()).isEqualTo(Status.CONNECTED);
        assertThat(again.find(LOCATION).tokenVersion()).isEqualTo(2);
        assertThat(world.works(LOCATION)).isTrue();
        assertThat(again.refreshes.refresh(LOCATION, 2, "corr", new Stop())).isTrue();
    }

    @Test
    void aLostAnswerAfterTheGraceBreaksTheConnectionWithAReason() {
        // Given
        var dying = world.takeOver(folder.resolve("a"), dyingAt(RefreshStep.ANSWERED));
        assertThatThrownBy(() -> dying.refreshes.refresh(LOCATION, 1, "corr", new Stop()))
                .isInstanceOf(Death.class);
        afterTheGrace();
        var next = world.takeOver(folder.resolve("b"), TokenRefreshTest::alive);

        // When
        next.owner.tend(location -> true);

        // Then
        assertThat(next.find(LOCATION).status()).isEqualTo(Status.BROKEN);
        assertThat(next.find(LOCATION).statusReason()).isEqualTo("refresh_token_dead");
        assertThat(world.events).endsWith(LifecycleEvent.BROKEN);
    }

    @ParameterizedTest
    @EnumSource(RefreshStep.class)
    void anOwnerThatFreezesAtAnyStepDoesNoHarmWhenItWakes(RefreshStep frozenAt) {
        // Given
        var thawed = world.takeOver(folder.resolve("a"), step -> {
            if (step == frozenAt) {
                // Everything that happens while it is frozen.
                var next = world.takeOver(folder.resolve("b"), TokenRefreshTest::alive);
                next.owner.tend(location -> true);
                next.refreshes.refresh(LOCATION, 1, "corr", new Stop());
            }
        });

        // When
        thawed.refreshes.refresh(LOCATION, 1, "corr", new Stop());

        // Then
        LocationConnection last = world.topic.getLast();
        assertThat(last.status()).isEqualTo(Status.CONNECTED);
        assertThat(last.tokenVersion()).as("one refresh").isEqualTo(2);
        assertVersionsOnlyGrow();
        assertThat(world.works(LOCATION)).isTrue();
        assertThat(world.takeOver(folder.resolve("c"), TokenRefreshTest::alive)
                        .refreshes
                        .refresh(LOCATION, 2, "corr", new Stop()))
                .isTrue();
    }

    @Test
    void tokensReachTheTopicThoughTheJournalCannotBeWritten() throws IOException {
        // Given
        var process = world.takeOver(
                folder.resolve("a"),
                step -> assertThat(step)
                        .as("what is not on disk is not said to be")
                        .isNotEqualTo(RefreshStep.JOURNALED));
        Files.delete(folder.resolve("a"));

        // When
        boolean refreshed = process.refreshes.refresh(LOCATION, 1, "corr", new Stop());

        // Then
        assertThat(refreshed).isTrue();
        assertThat(process.find(LOCATION).tokenVersion()).isEqualTo(2);
        assertThat(world.works(LOCATION)).isTrue();
        assertThat(process.refreshes.refresh(LOCATION, 2, "corr", new Stop())).isTrue();
    }

    @Test
    void aMissingKeyBreaksNothingAndGivingItBackMendsIt() {
        // Given
        TokenCipher key = world.cipher;
        world.cipher = TokenCipher.of(TokenCipher.newKey());
        var without = world.takeOver(folder.resolve("a"), TokenRefreshTest::alive);

        // When
        boolean refreshed = without.refreshes.refresh(LOCATION, 1, "corr", new Stop());

        // Then
        assertThat(refreshed).isFalse();
        assertThat(without.find(LOCATION).status()).isEqualTo(Status.CONNECTED);
        assertThat(world.topic).as("nothing was begun").hasSize(1);
        world.cipher = key;
        var with = world.takeOver(folder.resolve("b"), TokenRefreshTest::alive);
        assertThat(with.refreshes.refresh(LOCATION, 1, "corr", new Stop())).isTrue();
    }

    private static void alive(RefreshStep step) {
        assertThat(step).isNotNull();
    }

    private static Consumer<RefreshStep> dyingAt(RefreshStep last) {
        return step -> {
            if (step == last) {
                throw new Death();
            }
        };
    }

    /** GoHighLevel repeats an answer for 30 s. */
    private void afterTheGrace() {
        world.control(
                "POST",
                "/_sandbox/clock",
                GhlJson.emptyObject()
                        .put("hold", world.clock.instant().plusSeconds(5).toString()));
        world.control("POST", "/_sandbox/clock", GhlJson.emptyObject().put("advance", "PT40S"));
    }

    private void assertVersionsOnlyGrow() {
        List<Long> versions =
                world.topic.stream().map(LocationConnection::tokenVersion).toList();
        assertThat(versions).isSorted();
    }
}

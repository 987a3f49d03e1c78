package dev.ghlsync.ingest.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.ops.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locations whose tokens come from their agency's. */
class AgencyTest {
    private static final String LOCATION = "loc-of-agency";

    @TempDir
    Path folder;

    private OauthWorld world;

    @BeforeEach
    void start() {
        world = new OauthWorld();
        world.location(LOCATION, 0);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anAgencyTokenThatEndedBreaksNoLocationAndARefreshOfItMendsThem() {
        // Given
        var process = installed();
        withoutARefreshTokenOfItsOwn(process);
        String company = process.find(LOCATION).companyId();
        world.aDayPassesInGoHighLevel();
        long version = process.find(LOCATION).tokenVersion();

        // When
        boolean refreshed = process.refreshes.refresh(LOCATION, version, "corr", new Stop());

        // Then
        assertThat(refreshed).isFalse();
        assertThat(process.find(LOCATION).status()).isEqualTo(Status.CONNECTED);
        process.refreshes.refresh(company, 1, "corr", new Stop());
        assertThat(process.refreshes.refresh(LOCATION, version, "corr", new Stop()))
                .isTrue();
        assertThat(world.works(LOCATION)).isTrue();
    }

    @Test
    void anAgencyTokenThatIsRefusedBeforeItsTimeIsRefreshedByItsOwner() {
        // Given
        var process = installed();
        String company = process.find(LOCATION).companyId();
        world.aDayPassesInGoHighLevel();
        var now = new AtomicReference<>(world.clock.instant());
        OauthOwner owner = owner(process, now, Runnable::run);

        // When
        owner.tend(location -> true);

        // Then
        assertThat(process.find(company).tokenVersion()).isEqualTo(2);
        assertThat(process.find(company).status()).isEqualTo(Status.CONNECTED);
    }

    @Test
    void aLocationWhoseAgencyIsGoneBreaks() {
        // Given
        var process = installed();
        withoutARefreshTokenOfItsOwn(process);
        String company = process.find(LOCATION).companyId();
        process.service.disconnect(company, null, "test", "corr");
        long version = process.find(LOCATION).tokenVersion();

        // When
        process.refreshes.refresh(LOCATION, version, "corr", new Stop());

        // Then
        assertThat(process.find(LOCATION).status()).isEqualTo(Status.BROKEN);
        assertThat(process.find(LOCATION).statusReason()).isEqualTo("refresh_token_dead");
    }

    @Test
    void manyWhoConnectALocationAtOnceBeginOneEpoch() throws InterruptedException {
        // Given
        var process = world.takeOver(folder, step -> {});
        process.install("agency");
        String company = process.find(world.topic.getFirst().locationId()).locationId();
        var together = new CyclicBarrier(8);

        // When
        List<Boolean> done = atOnce(8, () -> {
            together.await();
            return process.companies.connect(LOCATION, company, world.ids.next(), new Stop());
        });

        // Then
        assertThat(done).hasSize(8).containsOnly(true);
        assertThat(process.find(LOCATION).epoch()).isEqualTo(1);
        assertThat(world.topic)
                .filteredOn(each -> each.locationId().equals(LOCATION))
                .hasSize(1);
    }

    @Test
    void oneLookAtTheLocationsOfAnAgencyIsUnderWayHoweverLongItTakes() {
        // Given
        var process = installed();
        var now = new AtomicReference<>(world.clock.instant());
        List<Runnable> hanging = new ArrayList<>();
        OauthOwner owner = owner(process, now, hanging::add);

        // When
        for (int i = 0; i < 4; i++) {
            owner.tend(location -> true);
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
        }

        // Then
        assertThat(hanging).as("one look, and one at the journal").hasSize(2);
        hanging.forEach(Runnable::run);
        hanging.clear();
        owner.tend(location -> true);
        assertThat(hanging).as("again when it ended").hasSize(2);
    }

    /** Its agency and it are connected. */
    private OauthWorld.Owning installed() {
        var process = world.takeOver(folder, step -> {});
        process.install("agency");
        process.owner.tend(location -> true);
        return process;
    }

    private OauthOwner owner(OauthWorld.Owning process, AtomicReference<Instant> now, Executor threads) {
        return new OauthOwner(
                process.connections,
                process.requests,
                process.refreshes,
                process.journal,
                process.companies,
                threads,
                world.ids,
                now::get,
                new Stop());
    }

    private void withoutARefreshTokenOfItsOwn(OauthWorld.Owning process) {
        LocationConnection known = process.find(LOCATION);
        LocationConnection next = known.withTokens(
                known.accessToken(),
                null,
                known.accessTokenExpiresAt(),
                List.of(),
                2,
                world.clock.instant(),
                "test",
                null);
        world.topic.add(next);
        process.connections.apply(LOCATION, world.topic.size() - 1L, next);
    }

    private static List<Boolean> atOnce(int times, Callable<Boolean> work) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(times, work)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}

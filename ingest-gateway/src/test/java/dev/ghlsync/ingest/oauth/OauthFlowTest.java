package dev.ghlsync.ingest.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ingest.connection.ConnectOutcome;
import dev.ghlsync.ingest.connection.LocationConnection;
import dev.ghlsync.ingest.connection.LocationConnection.Auth;
import dev.ghlsync.ingest.connection.LocationConnection.Status;
import dev.ghlsync.ingest.ops.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing and removing the app, against the sandbox's pages and webhooks. */
class OauthFlowTest {
    @TempDir
    Path folder;

    private OauthWorld world;

    @BeforeEach
    void start() {
        world = new OauthWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void connectsTheLocationThatSomebodyChose() {
        // Given
        world.location("loc-a", 1);
        var process = world.takeOver(folder, step -> {});

        // When
        process.install("loc-a");

        // Then
        LocationConnection connection = process.find("loc-a");
        assertThat(connection.isConnected()).isTrue();
        assertThat(connection.auth()).isEqualTo(Auth.OAUTH_LOCATION);
        assertThat(connection.organizationId()).isEqualTo("org-7");
        assertThat(connection.scopes()).contains("contacts.readonly");
        assertThat(connection.accessTokenExpiresAt()).isAfter(world.clock.instant());
        assertThat(world.works("loc-a")).isTrue();
    }

    @Test
    void refusesACodeThatCameToAnotherBrowser() {
        // Given
        world.location("loc-a", 1);
        var process = world.takeOver(folder, step -> {});
        OauthFlow.Start start = process.flow.start(false, null);
        String state = world.redirectOf(java.net.URI.create(start.page() + "&choose=loc-a"))
                .getQuery()
                .replaceFirst(".*state=", "");

        // When
        ConnectOutcome outcome = process.flow.callback("any-code", state, "another-nonce");

        // Then
        assertThat(outcome).isInstanceOf(ConnectOutcome.Refused.class);
        assertThat(process.flow.callback("any-code", null, start.nonce())).isInstanceOf(ConnectOutcome.Refused.class);
        assertThat(process.flow.callback("any-code", "forged", start.nonce()))
                .isInstanceOf(ConnectOutcome.Refused.class);
        assertThat(world.topic).isEmpty();
    }

    @Test
    void connectsAllLocationsOfAnAgency() {
        // Given
        List<String> locations =
                IntStream.range(0, 77).mapToObj(i -> "loc-bulk-" + i).toList();
        locations.forEach(id -> world.location(id, 0));
        var process = world.takeOver(folder, step -> {});

        // When
        process.install("agency");
        process.owner.tend(location -> true);

        // Then
        assertThat(locations).allSatisfy(id -> {
            assertThat(process.find(id).isConnected()).isTrue();
            assertThat(process.find(id).auth()).isEqualTo(Auth.OAUTH_COMPANY);
            assertThat(process.find(id).organizationId()).isEqualTo("org-7");
        });
        assertThat(world.works("loc-bulk-76")).isTrue();
        assertThat(world.topic).as("each once").hasSize(78);
    }

    @Test
    void anInstallWebhookConnectsALocationOfAConnectedAgencyAndAnUninstallEndsIt() {
        // Given
        world.location("loc-early", 0);
        var process = world.takeOver(folder, step -> {});
        process.install("agency");
        String company = process.find(world.topic.getFirst().locationId()).locationId();
        var installed = new Installs.Notice(true, "loc-early", company, world.clock.instant(), "corr");

        // When
        boolean taken = process.installs.take(installed, new Stop());

        // Then
        assertThat(taken).isTrue();
        assertThat(process.find("loc-early").isConnected()).isTrue();
        var tooOld = new Installs.Notice(
                false, "loc-early", company, world.clock.instant().minusSeconds(600), "corr");
        process.installs.take(tooOld, new Stop());
        assertThat(process.find("loc-early").isConnected()).isTrue();
        process.installs.take(
                new Installs.Notice(false, "loc-early", company, world.clock.instant(), "corr"), new Stop());
        assertThat(process.find("loc-early").status()).isEqualTo(Status.DISCONNECTED);
        assertThat(process.find("loc-early").accessToken()).isNull();
    }
}

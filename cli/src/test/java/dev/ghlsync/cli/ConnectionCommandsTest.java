package dev.ghlsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.exit.ExitCode;
import dev.ghlsync.cli.http.JsonApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that connect, show, map and audit locations, against a stand-in for the gateway. */
class ConnectionCommandsTest {
    private static final String CONNECTION = "/locations/loc1/connection";
    private static final String AUDITS = "/locations/loc1/audits";
    private static final Map<String, String> ENVIRONMENT = Map.of("GHL_TOKEN", " pit-1 ", "API_TOKEN", "secret");

    private final GatewayStub gateway = new GatewayStub();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void connectSendsTheTokenAndFollowsTheInitialSyncToItsEnd() throws JsonProcessingException {
        // Given
        gateway.answering("POST " + CONNECTION, 200, "{\"status\": \"CONNECTED\", \"epoch\": 3}")
                .answering("GET " + CONNECTION, 200, sync("RUNNING", 40))
                .answering("GET " + CONNECTION, 200, sync("COMPLETED", 120));

        // When
        int exitCode = run("connect --location loc1 --token-env GHL_TOKEN --country DE --organization org-1"
                + " --create-in-ghl false");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        GatewayStub.Request sent = gateway.requests().getFirst();
        assertThat(sent.authorization()).isEqualTo("Bearer secret");
        assertThat(json(sent.body())).isEqualTo(json("""
            {"token": "pit-1", "country": "DE", "organizationId": "org-1", "createInGhl": false}\
            """));
        assertThat(lines())
                .containsExactly(
                        "Location loc1 is connected (epoch 3); its contacts are being read.",
                        "The initial sync is complete: 120 contacts in 2 pages, 120 read by id.");
        assertThat(out + err.toString()).doesNotContain("pit-1", "secret");
    }

    @Test
    void connectSaysThatTheInitialSyncDidNotEndWhenTheConnectionBreaks() {
        // Given
        gateway.answering("POST " + CONNECTION, 200, "{\"status\": \"CONNECTED\", \"epoch\": 1}")
                .answering("GET " + CONNECTION, 200, sync("RUNNING", 40).replace("CONNECTED", "BROKEN"));

        // When
        int exitCode = run("connect --location loc1 --token-env GHL_TOKEN");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEGATIVE);
        assertThat(lines()).last().asString().contains("did not end, because the connection is BROKEN");
    }

    @Test
    void connectShowsTheGatewaysRefusal() {
        // Given
        gateway.answering("POST " + CONNECTION, 422, "{\"message\": \"GoHighLevel refuses the token.\"}");

        // When
        int exitCode = run("connect --location loc1 --token-env GHL_TOKEN");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEGATIVE);
        assertThat(err.toString()).contains("GoHighLevel refuses the token.").doesNotContain("pit-1");
    }

    @Test
    void dryRunListsWhatWouldBeCreatedAndConnectsNothing() {
        // Given
        gateway.answering("GET /locations/loc1/contacts?limit=200", 200, """
            {"contacts": [
              {"contactId": "c1", "ghlContactId": null, "status": "ACTIVE"},
              {"contactId": "c2", "ghlContactId": "ghl2", "status": "ACTIVE"},
              {"contactId": "c3", "ghlContactId": null, "status": "ARCHIVED"}], "nextCursor": "n"}\
            """)
                .answering("GET /locations/loc1/contacts?limit=200&cursor=n", 200, """
                    {"contacts": [{"contactId": "c4", "ghlContactId": null, "status": "ACTIVE"}], "nextCursor": null}\
                    """);

        // When
        int exitCode = run("connect --location loc1 --token-env GHL_TOKEN --dry-run --query " + gateway.address());

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(lines())
                .containsExactly("c1", "c4", "2 contacts exist only here and would be created in GoHighLevel.");
        assertThat(gateway.requests()).allMatch(request -> request.line().startsWith("GET "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                           | GET |",
                "--organization org-2                       | PUT | {\"organizationId\": \"org-2\"}",
                "--organization=                            | PUT | {\"organizationId\": null}",
                "--create-in-ghl true                       | PUT | {\"createInGhl\": true}",
                "--organization org-2 --create-in-ghl false | PUT | {\"organizationId\": \"org-2\", \"createInGhl\":"
                        + " false}"
            })
    void connectionShowsAndChanges(String flags, String method, String body) throws JsonProcessingException {
        // Given
        String shown = "{\"locationId\": \"loc1\", \"status\": \"CONNECTED\", \"lastAudited\": null}";
        gateway.answering(method + " " + CONNECTION, 200, shown);

        // When
        int exitCode = run("connection --location loc1 " + (flags == null ? "" : flags));

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(json(out.toString())).isEqualTo(json(shown));
        assertThat(gateway.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo(method + " " + CONNECTION);
            assertThat(request.authorization()).isEqualTo("Bearer secret");
        });
        if (body != null) {
            assertThat(json(gateway.requests().getFirst().body())).isEqualTo(json(body));
        }
    }

    @Test
    void connectionOfAnUnknownLocationIsToldInOneSentence() {
        // Given
        gateway.answering("GET " + CONNECTION, 404, "{\"message\": \"Location loc1 was never connected.\"}");

        // When
        int exitCode = run("connection --location loc1");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEGATIVE);
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("Location loc1");
    }

    @Test
    void auditWaitsForTheReportAndPrintsEachDifference() throws JsonProcessingException {
        // Given
        gateway.answering("POST " + AUDITS, 202, "{\"auditId\": \"a1\"}")
                .answering("GET " + AUDITS + "/a1", 200, "{\"status\": \"running\"}")
                .answering("GET " + AUDITS + "/a1", 200, """
                    {"status": "completed", "isEqual": false, "inGhl": 3, "here": 4, "equal": 1, "differing": 1, "onlyThere": 1,
                     "onlyHere": 1, "deletedThere": 1, "repaired": 3, "findings": [
                       {"object": "contact", "kind": "differs", "id": "c1", "ghlId": "ghl1", "field": "city", "here": "O…(4)",
                        "there": "B…(6)", "why": "unknown"},
                       {"object": "opportunity", "kind": "only_there", "id": null, "ghlId": "ghl2", "why": "unknown"}],
                     "opportunities": {"inGhl": 2, "here": 1, "equal": 1, "onlyThere": 1},
                     "bookings": {"inGhl": 3, "here": 4, "equal": 3, "deletedThere": 1},
                     "tasks": {"inGhl": 5, "here": 5, "equal": 4, "differing": 1}}\
                    """);

        // When
        int exitCode = run("audit --location loc1 --repair");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEGATIVE);
        assertThat(json(gateway.requests().getFirst().body())).isEqualTo(json("{\"repair\": true, \"quick\": false}"));
        assertThat(lines())
                .containsExactly(
                        "differs       contact c1 city here=O…(4) there=B…(6) why=unknown",
                        "only_there    opportunity ghl2 - here=- there=- why=unknown",
                        "audit: 3 in GoHighLevel, 4 here, 1 equal, 1 differing, 1 only there, 1 only here, 1 deleted"
                                + " there, 3 repaired",
                        "opportunities: 2 in GoHighLevel, 1 here, 1 equal, 0 differing, 1 only there, 0 deleted there",
                        "bookings: 3 in GoHighLevel, 4 here, 3 equal, 0 differing, 0 only there, 1 deleted there",
                        "tasks: 5 in GoHighLevel, 5 here, 4 equal, 1 differing, 0 only there, 0 deleted there");
    }

    @Test
    void auditSaysWhyItStopped() {
        // Given
        gateway.answering("POST " + AUDITS, 202, "{\"auditId\": \"a1\"}").answering("GET " + AUDITS + "/a1", 200, """
            {"status": "stopped", "isEqual": false, "unconfirmed": 30, "stopped": "30 contacts are missing."}\
            """);

        // When
        int exitCode = run("audit --location loc1");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEGATIVE);
        assertThat(lines()).first().isEqualTo("stopped: 30 contacts are missing.");
    }

    @Test
    void auditOfEqualSidesIsYesAndPrintsJsonWhenAsked() throws JsonProcessingException {
        // Given
        String report = "{\"status\": \"completed\", \"isEqual\": true, \"equal\": 3}";
        gateway.answering("POST " + AUDITS, 202, "{\"auditId\": \"a1\"}")
                .answering("GET " + AUDITS + "/a1", 200, report);

        // When
        int exitCode = run("audit --location loc1 --quick --json");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.OK);
        assertThat(json(out.toString())).isEqualTo(json(report));
        assertThat(json(gateway.requests().getFirst().body())).isEqualTo(json("{\"repair\": false, \"quick\": true}"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 1"})
    void rotateKeysIsDoneWhenNothingWaits(int waiting, int exit) {
        // Given
        gateway.answering(
                "POST /connections/reencrypt",
                200,
                "{\"asked\": 5, \"keyId\": \"42\", \"waiting\": %d, \"unreadable\": 1}".formatted(waiting));

        // When
        int exitCode = run("rotate-keys");

        // Then
        assertThat(exitCode).isEqualTo(exit);
        assertThat(lines())
                .containsExactly(
                        "5 connections were asked to use key 42; %d still use another, 1 of them cannot be read any"
                                        .formatted(waiting)
                                + " more and must be connected anew.");
    }

    private static String sync(String status, int hydrated) {
        return """
            {"status": "CONNECTED", "initialSync": {"status": "%s", "step": "HYDRATE", "contacts": 120, "pages": 2,
             "expected": 120, "hydrated": %d}}\
            """.formatted(status, hydrated);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonApi.MAPPER.readTree(text);
    }

    private int run(String commandLine) {
        String[] args = Stream.concat(
                        Stream.of(commandLine.strip().split(" ")), Stream.of("--gateway", gateway.address()))
                .toArray(String[]::new);
        var command = GhlSync.commandLine(ENVIRONMENT);
        command.setErr(new PrintWriter(err, true));
        command.setOut(new PrintWriter(out, true));
        return command.execute(args);
    }
}

package dev.ghlsync.e2e;

import static dev.ghlsync.e2e.Installation.ARRIVAL;
import static dev.ghlsync.e2e.Place.text;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.http.JsonReply;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services that start before what they need say so, wait in the same process, and go on when it is there. */
@EndToEnd
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StartWithoutDependenciesTest {
    private static final List<Member> SERVICES = List.of(Member.GATEWAY, Member.STREAMS, Member.PUSHER);

    @Test
    void servicesStartedWithoutBrokerAndRegistryNameThemAndWorkWhenTheyCome(Installation installation, Place place) {
        // Given
        LocalStack stack = installation.stack();
        String ghlId = place.createdInGhl("{\"firstName\": \"Patient\", \"email\": \"patient@example.com\"}");
        String contactId = text(
                place.awaited(
                        ghlId, record -> assertThat(text(record, "givenName")).isEqualTo("Patient")),
                "contactId");
        SERVICES.forEach(stack::kill);
        stack.kill(Member.REGISTRY);
        installation.killBroker();
        var written = SERVICES.stream().collect(toMap(service -> service, service ->
                (long) log(stack, service).length()));
        // When
        var ready = SERVICES.stream()
                .map(service -> CompletableFuture.runAsync(() -> stack.restart(service)))
                .toList();
        // Then
        String broker = stack.addresses().bootstrapServers();
        for (Member service : SERVICES) {
            awaitLine(stack, service, written.get(service), broker);
        }
        List<Long> waiting = pids(stack);
        installation.restartBroker();
        for (Member service : SERVICES) {
            awaitLine(stack, service, written.get(service), stack.addresses().of(Member.REGISTRY));
        }
        stack.restart(Member.REGISTRY);
        ready.forEach(CompletableFuture::join);
        assertThat(pids(stack)).as("the processes that waited").isEqualTo(waiting);
        place.editedByUs(contactId, "{\"city\": \"Found\"}");
        await().atMost(ARRIVAL)
                .untilAsserted(() ->
                        assertThat(place.inGhl(ghlId).path("city").asText("")).isEqualTo("Found"));
    }

    @Test
    void connectingWhileGoHighLevelCannotBeReachedNamesTheSetting(Installation installation) {
        // Given
        LocalStack stack = installation.stack();
        try (Place place = Place.made(installation, "unreachable", 0)) {
            stack.kill(Member.SANDBOX);
            JsonNode body = JsonApi.MAPPER.createObjectNode().put("token", "pit-of-nobody");
            // When
            JsonReply reply = installation.gateway().send("POST", "/locations/" + place.id() + "/connection", body);
            // Then
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.body().path("error").asText())
                    .contains("GHL_BASE_URL")
                    .endsWith(".");
        } finally {
            installation.restartSandbox();
        }
    }

    private static List<Long> pids(LocalStack stack) {
        return SERVICES.stream().map(service -> stack.process(service).pid()).toList();
    }

    private static void awaitLine(LocalStack stack, Member member, long from, String named) {
        await(member.label() + " says that " + named + " does not answer")
                .atMost(ARRIVAL)
                .until(() -> log(stack, member)
                        .substring((int) from)
                        .lines()
                        .anyMatch(line -> line.contains(named) && line.contains("answer")));
    }

    private static String log(LocalStack stack, Member member) {
        try {
            // One character per byte: a position in the file is one in the text.
            return Files.readString(stack.log(member), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException("The log of the " + member.label() + " cannot be read.", e);
        }
    }
}

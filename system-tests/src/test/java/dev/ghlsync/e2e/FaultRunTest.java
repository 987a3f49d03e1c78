package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.demo.watch.ContactsTopic;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import dev.ghlsync.cli.stack.StackOptions;
import dev.ghlsync.cli.stack.StackPorts;
import dev.ghlsync.local.process.LoopbackPorts;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Contacts edited on both sides while GoHighLevel fails in every way the sandbox knows and two pushers are killed and frozen in turn. By default
 * small; {@code -Dghlsync.faultrun.contacts=20000 -Dghlsync.faultrun.locations=20 -Dghlsync.faultrun.outage=180} is the run the promise is about.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class FaultRunTest {
    private static final int CONTACTS = Integer.getInteger("ghlsync.faultrun.contacts", 120);
    private static final int LOCATIONS = Integer.getInteger("ghlsync.faultrun.locations", 4);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("ghlsync.faultrun.outage", 8));
    private static final Duration CHAOS_EVERY = Duration.ofSeconds(10);
    private static final Duration FROZEN = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(120 + CONTACTS / 10);
    private static final int CREATES_PER_LOCATION = 5;

    @TempDir
    private Path folder;

    private final List<Location> locations = new ArrayList<>();
    private final Map<Integer, Instant> editedAt = new HashMap<>();

    private record Location(String id, String token, Map<String, String> contactIdByGhlId) {}

    @Test
    void everythingConvergesAndNothingOldOverwritesNothingIsDoubledNobodyElseWaits() throws IOException {
        // Given
        byte[] key = new byte[32];
        String keyset = Base64.getEncoder().encodeToString(key);
        var options = StackOptions.of(Files.createDirectory(folder.resolve("data")), StackPorts.free())
                .without(Member.PUSHER)
                .with(Member.GATEWAY, "TOKEN_KEYSET", keyset)
                .with(Member.SANDBOX, "SANDBOX_SEED", "7");
        try (var stack = LocalStack.start(options, StackListener.SILENT)) {
            var sandbox = new JsonApi("sandbox", stack.addresses().http(Member.SANDBOX));
            var gateway = new JsonApi("ingest gateway", stack.addresses().http(Member.GATEWAY));
            var kafka = KafkaSettings.of(
                    stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY));
            put(sandbox, "/_sandbox/settings", Map.of("burstLimit", 5_000, "openApi", "OBSERVE"));
            connect(sandbox, gateway, kafka);
            var log = new RequestLog(sandbox);
            var environment = pusherEnvironment(stack, keyset, "0");
            var withPort = pusherEnvironment(stack, keyset, Integer.toString(LoopbackPorts.free()));
            try (var first =
                            new PusherProcess(withPort, stack.log(Member.PUSHER).resolveSibling("pusher-1.log"));
                    var second = new PusherProcess(
                            environment, stack.log(Member.PUSHER).resolveSibling("pusher-2.log"));
                    var ours = new OurChanges(kafka)) {
                round(0, ours, sandbox, log);
                awaitRound(0, sandbox);
                faults(sandbox);

                // When
                var chaos = new Chaos(List.of(first, second), log);
                round(1, ours, sandbox, log);
                awaitRound(1, sandbox);
                outage(sandbox, true);
                round(2, ours, sandbox, log);
                creates(ours);
                pass(OUTAGE);
                outage(sandbox, false);
                round(3, ours, sandbox, log);
                chaos.stop();
                sandbox.delete("/_sandbox/faults").require("the removal of faults");
                replayed(withPort);
                awaitRound(3, sandbox);
                awaitCreates(sandbox);
                awaitSame(sandbox, kafka);
                log.readOn();

                // Then
                report(log, chaos);
                assertThat(log.staleOverwrites("city")).hasSizeLessThanOrEqualTo(chaos.freezes());
                assertThat(log.forbidden()).isEmpty();
                assertThat(doubles(sandbox)).isEmpty();
                double calm = p95(log, 1);
                double during = p95(log, 2);
                assertThat(during).isLessThanOrEqualTo(Math.max(1.5 * calm, calm + 2_000));
            }
        }
    }

    private void connect(JsonApi sandbox, JsonApi gateway, KafkaSettings kafka) {
        for (int i = 0; i < LOCATIONS; i++) {
            String id = "Fault" + i;
            var location = JsonApi.MAPPER.createObjectNode().put("id", id).put("contacts", CONTACTS / LOCATIONS);
            String token = sandbox.send("POST", "/_sandbox/locations", location)
                    .require("a location")
                    .path("token")
                    .asText();
            locations.add(new Location(id, token, new HashMap<>()));
        }
        pass(Duration.ofSeconds(3)); // The search index lags behind by two seconds.
        for (Location location : locations) {
            var body = JsonApi.MAPPER
                    .createObjectNode()
                    .put("token", location.token())
                    .put("createInGhl", true);
            gateway.send("POST", "/locations/" + location.id() + "/connection", body)
                    .require("to connect");
        }
        for (Location location : locations) {
            try (var topic = new ContactsTopic(kafka, location.id())) {
                await("the contacts of " + location.id())
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> {
                            topic.catchUp();
                            return topic.contactIdByGhlId().size() >= CONTACTS / LOCATIONS;
                        });
                location.contactIdByGhlId().putAll(topic.contactIdByGhlId());
            }
        }
    }

    private static Map<String, String> pusherEnvironment(LocalStack stack, String keyset, String port) {
        return Map.of(
                "TOKEN_KEYSET",
                keyset,
                "KAFKA_BOOTSTRAP_SERVERS",
                stack.addresses().bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                stack.addresses().of(Member.REGISTRY),
                "GHL_BASE_URL",
                stack.addresses().ghlBaseUrl(),
                "QUERY_URL",
                stack.addresses().http(Member.STREAMS).toString(),
                "PUSHER_PORT",
                port,
                "PUSH_RETRY_SCALE",
                "0.005",
                "PUSH_SESSION_TIMEOUT_MS",
                "6500",
                "PUSH_REQUEST_TIMEOUT_MS",
                "2500");
    }

    /** 20 % 5xx, 5 % resets, 5 % timeouts after success, bursts of 429, 2 % of creates refused and yet made. */
    private static void faults(JsonApi sandbox) {
        String contacts = "/contacts/[A-Za-z0-9]{10,}(/tags)?";
        post(
                sandbox,
                Map.of(
                        "kind",
                        "refused-but-done",
                        "status",
                        422,
                        "method",
                        "POST",
                        "path",
                        "/contacts/",
                        "probability",
                        0.02));
        post(sandbox, Map.of("kind", "status", "status", 503, "path", contacts, "probability", 0.2));
        post(sandbox, Map.of("kind", "reset", "path", contacts, "probability", 0.05));
        post(
                sandbox,
                Map.of(
                        "kind",
                        "timeout-after-success",
                        "ms",
                        3_000,
                        "method",
                        "PUT",
                        "path",
                        contacts,
                        "probability",
                        0.05));
        post(sandbox, Map.of("kind", "throttled", "path", contacts, "probability", 0.01));
    }

    private void outage(JsonApi sandbox, boolean on) {
        sandbox.delete("/_sandbox/faults").require("the removal of faults");
        if (on) {
            post(
                    sandbox,
                    Map.of(
                            "kind",
                            "status",
                            "status",
                            503,
                            "locationId",
                            locations.getFirst().id()));
        }
        faults(sandbox);
    }

    /** Each contact is given another city by us and another state by a person in GoHighLevel. */
    private void round(int round, OurChanges ours, JsonApi sandbox, RequestLog log) {
        editedAt.put(round, Instant.now());
        int done = 0;
        for (Location location : locations) {
            for (var contact : location.contactIdByGhlId().entrySet()) {
                ours.set(location.id(), contact.getValue(), fields -> fields.setCity("city-" + round));
                if (done % 4 == 0) {
                    sandbox.send(
                                    "PATCH",
                                    "/_sandbox/locations/" + location.id() + "/contacts/" + contact.getKey(),
                                    JsonApi.MAPPER.createObjectNode().put("state", "state-" + round))
                            .require("an edit");
                }
                if (++done % 2_000 == 0) {
                    log.readOn();
                }
            }
        }
        ours.flush();
    }

    private void creates(OurChanges ours) {
        for (Location location : locations) {
            for (int i = 0; i < CREATES_PER_LOCATION; i++) {
                String email = "new" + i + "@" + location.id().toLowerCase(Locale.ROOT) + ".example.com";
                ours.create(location.id(), fields -> fields.setGivenName("New").setEmail(email));
            }
        }
        ours.flush();
    }

    private void awaitRound(int round, JsonApi sandbox) {
        for (Location location : locations) {
            boolean isDown = round == 2 && location == locations.getFirst();
            await("round " + round + " in " + location.id())
                    .atMost(PATIENCE.plus(OUTAGE))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> isDown
                            || people(sandbox, location)
                                    .valueStream()
                                    .filter(contact -> location.contactIdByGhlId()
                                            .containsKey(contact.path("id").asText()))
                                    .allMatch(contact -> ("city-" + round)
                                            .equals(contact.path("city").asText())));
        }
    }

    /** What failed six times in a row, as one in a thousand does, is replayed as an operator would do. */
    private static void replayed(Map<String, String> environment) {
        var pusher = new JsonApi("outbound pusher", URI.create("http://127.0.0.1:" + environment.get("PUSHER_PORT")));
        var body = JsonApi.MAPPER.createObjectNode().put("run", "end").put("why", "the faults are over");
        boolean more = true;
        while (more) {
            JsonNode page = await("a replay")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> pusher.send("POST", "/dlq/replays", body).require("a page"), JsonNode::isObject);
            System.out.println("fault run: dead letters replayed at the end " + page.path("counts"));
            body.set("cursor", page.path("nextCursor"));
            more = page.path("nextCursor").isTextual();
        }
    }

    /** Both sides show the same. */
    private void awaitSame(JsonApi sandbox, KafkaSettings kafka) {
        for (Location location : locations) {
            try (var topic = new ContactsTopic(kafka, location.id())) {
                await("the two sides of " + location.id())
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> {
                            topic.catchUp();
                            var theirs = new HashMap<String, String>();
                            people(sandbox, location)
                                    .forEach(contact -> theirs.put(
                                            contact.path("id").asText(),
                                            contact.path("city").asText("") + "/"
                                                    + contact.path("state").asText("")));
                            var mine = new HashMap<String, String>();
                            topic.contacts().stream()
                                    .filter(contact -> theirs.containsKey(Place.text(contact, "ghlContactId")))
                                    .forEach(contact -> mine.put(
                                            Place.text(contact, "ghlContactId"),
                                            contact.get("address") instanceof GenericRecord address
                                                    ? Place.text(address, "city") + "/" + Place.text(address, "state")
                                                    : "/"));
                            assertThat(mine).isEqualTo(theirs);
                        });
            }
        }
    }

    private void awaitCreates(JsonApi sandbox) {
        for (Location location : locations) {
            await("the new contacts of " + location.id())
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> people(sandbox, location)
                                    .valueStream()
                                    .filter(contact ->
                                            contact.path("email").asText().startsWith("new"))
                                    .count()
                            >= CREATES_PER_LOCATION);
        }
    }

    private List<String> doubles(JsonApi sandbox) {
        var doubles = new ArrayList<String>();
        for (Location location : locations) {
            var seen = new HashMap<String, Integer>();
            people(sandbox, location).forEach(contact -> {
                String email = contact.path("email").asText("");
                if (!email.isEmpty() && seen.merge(email, 1, Integer::sum) > 1) {
                    doubles.add(location.id() + "/" + email);
                }
            });
        }
        return doubles;
    }

    private static JsonNode people(JsonApi sandbox, Location location) {
        return sandbox.get("/_sandbox/state?locationId=" + location.id())
                .require("the state")
                .path("contacts");
    }

    /** 95th percentile, over the locations without an outage, of the ms from the beginning of a round to its arrival. */
    private double p95(RequestLog log, int round) {
        List<Long> delays = log.firstWrites("city", round)
                .filter(call -> !call.location().equals(locations.getFirst().id()))
                .map(call -> Duration.between(editedAt.get(round), call.at()).toMillis())
                .sorted()
                .toList();
        return delays.get((int) Math.min(delays.size() - 1L, Math.round(delays.size() * 0.95)));
    }

    private void report(RequestLog log, Chaos chaos) {
        System.out.printf(
                "fault run: %d contacts in %d locations, %d calls, %d kills, %d freezes, %d stale overwrites, %d"
                    + " forbidden by OpenAPI, p95 of the others %.0f ms without and %.0f ms with an outage of %d s%n",
                CONTACTS,
                LOCATIONS,
                log.size(),
                chaos.kills(),
                chaos.freezes(),
                log.staleOverwrites("city").size(),
                log.forbidden().size(),
                p95(log, 1),
                p95(log, 2),
                OUTAGE.toSeconds());
        log.staleOverwrites("city").forEach(call -> System.out.println("stale: " + call));
    }

    private static void post(JsonApi sandbox, Map<String, ?> rule) {
        JsonNode json = JsonApi.MAPPER.valueToTree(rule);
        sandbox.send("POST", "/_sandbox/faults", json).require("a fault");
    }

    private static void put(JsonApi sandbox, String path, Map<String, ?> settings) {
        JsonNode json = JsonApi.MAPPER.valueToTree(settings);
        sandbox.send("PUT", path, json).require("its settings");
    }

    private static void pass(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("A latch that nobody opens was open.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills one pusher, freezes the other until the group has given its partitions away, and so on in turn. */
    private static final class Chaos {
        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Thread thread;
        private final AtomicInteger kills = new AtomicInteger();
        private final AtomicInteger freezes = new AtomicInteger();

        Chaos(List<PusherProcess> pushers, RequestLog log) {
            this.thread = Thread.ofPlatform().name("chaos").start(() -> {
                int turn = 0;
                while (!passed(CHAOS_EVERY)) {
                    log.readOn();
                    PusherProcess victim = pushers.get(turn / 2 % 2);
                    if (turn++ % 2 == 0) {
                        victim.killAndStart();
                        kills.incrementAndGet();
                    } else {
                        victim.freeze();
                        boolean ending = passed(FROZEN);
                        victim.thaw();
                        freezes.incrementAndGet();
                        if (ending) {
                            return;
                        }
                    }
                }
            });
        }

        private boolean passed(Duration time) {
            try {
                return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        int kills() {
            return kills.get();
        }

        int freezes() {
            return freezes.get();
        }

        void stop() {
            stopped.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

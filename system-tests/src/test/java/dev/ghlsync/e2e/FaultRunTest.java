package dev.ghlsync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Contacts edited on both sides while GoHighLevel fails in every way the sandbox knows, one location has an outage, and two pushers are killed and
 * frozen. Runs with {@code -Dghlsync.faultRun=N} for N contacts, SKIPPED without it: it takes minutes. 20000 is the run the promise is about.
 */
@EnabledIfSystemProperty(
        named = FaultRunTest.CONTACTS,
        matches = "\\d+",
        disabledReason = "takes minutes; run it with -Dghlsync.faultRun=120 or more")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class FaultRunTest {
    static final String CONTACTS = "ghlsync.faultRun";

    private static final FaultRunSize SIZE = FaultRunSize.of(Integer.getInteger(CONTACTS, 120));
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(2_500);
    private static final int CALM = 1;
    private static final int OUTAGE = 2;
    private static final int KILLED = 3;
    private static final int FROZEN = 4;
    private static final int LAST = 5;

    @Test
    void everythingConvergesNothingOldOverwritesNobodyIsDoubledAndNobodyElseWaits() throws IOException {
        // Given
        String keyset = Base64.getEncoder().encodeToString(new byte[32]);
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "faultrun-");
        var options = StackOptions.of(data, StackPorts.free())
                .without(Member.PUSHER)
                .with(Member.GATEWAY, "TOKEN_KEYSET", keyset)
                .with(Member.SANDBOX, "SANDBOX_SEED", "7")
                // One producer changes everybody: nobody is there to agree to it.
                .with(Member.STREAMS, "MASS_CHANGE_CONTACTS", "1000000");
        try (var stack = LocalStack.start(options, StackListener.SILENT)) {
            var kafka = KafkaSettings.of(
                    stack.addresses().bootstrapServers(), stack.addresses().of(Member.REGISTRY));
            var operator = URI.create("http://127.0.0.1:" + LoopbackPorts.free());
            Path logs = stack.log(Member.PUSHER).getParent();
            try (var world = new FaultWorld(stack, kafka, SIZE);
                    var first = new PusherProcess(
                            environment(stack, keyset, operator.getPort()), logs.resolve("pusher-1.log"));
                    var second = new PusherProcess(environment(stack, keyset, 0), logs.resolve("pusher-2.log"));
                    var log = new RequestLog(world.sandbox());
                    var chaos = new Chaos(List.of(first, second), log::updates)) {
                mark("started");
                world.connect();
                mark("connected");
                world.faults(false);
                if (SIZE.throughout()) {
                    chaos.start();
                }

                // When
                mark("calm round");
                world.edit(CALM);
                world.awaitRound(log, CALM, false);
                mark("round with an outage");
                long cameThrough = outage(world, log);
                mark("last rounds");
                if (SIZE.throughout()) {
                    world.edit(LAST);
                } else {
                    lastRoundsWithChaos(world, log, chaos);
                }
                world.awaitPart(log, LAST, 0.5);
                chaos.stop();
                world.noFaults();
                mark("faults are over");
                int dead = world.deadLetters();
                List<String> differences = converged(world, operator);
                log.readOn();

                // Then
                report(world, log, chaos, dead);
                assertThat(cameThrough)
                        .as("people of the location with the outage who had their edit when all others had theirs")
                        .isZero();
                assertThat(differences).isEmpty();
                assertThat(log.forbidden()).isEmpty();
                assertThat(List.of(first, second))
                        .as("pushers that did not end by themselves")
                        .allMatch(PusherProcess::isRunning);
                assertThat(chaos.kills()).isPositive();
                assertThat(chaos.thaws()).isNotEmpty();
                assertThat(stale(log))
                        .as("stale overwrites: only of a process frozen between its last check and its send, and"
                                + " mended")
                        .allMatch(each -> each.followsOneOf(chaos.thaws(), REQUEST_TIMEOUT))
                        .allMatch(each -> each.repaired().isPresent());
                if (SIZE.throughout()) {
                    // The first round of a small run pays for cold processes, and its figures are few.
                    assertThat(world.p95(log, OUTAGE)).isLessThanOrEqualTo(world.p95(log, CALM) * 3 / 2);
                }
            }
        }
    }

    private static Map<String, String> environment(LocalStack stack, String keyset, int port) {
        var environment = new HashMap<String, String>();
        environment.put("TOKEN_KEYSET", keyset);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.addresses().bootstrapServers());
        environment.put("SCHEMA_REGISTRY_URL", stack.addresses().of(Member.REGISTRY));
        environment.put("GHL_BASE_URL", stack.addresses().ghlBaseUrl());
        environment.put("QUERY_URL", stack.addresses().http(Member.STREAMS).toString());
        environment.put("PUSHER_PORT", Integer.toString(port));
        environment.put("PUSH_RETRY_SCALE", Double.toString(SIZE.retryScale()));
        environment.put("PUSH_SESSION_TIMEOUT_MS", "6500");
        environment.put("PUSH_REQUEST_TIMEOUT_MS", Long.toString(REQUEST_TIMEOUT.toMillis()));
        return environment;
    }

    /** Edits while one location is down, until the others have everything; how many edits that location had by then. */
    private static long outage(FaultWorld world, RequestLog log) {
        world.faults(true);
        Instant end = Instant.now().plus(SIZE.outage());
        world.edit(OUTAGE);
        world.create();
        world.awaitRound(log, OUTAGE, true);
        long cameThrough = world.arrivedWhereDown(log, OUTAGE);
        await("the end of the outage")
                .atMost(SIZE.outage().plusSeconds(30))
                .until(() -> Instant.now().isAfter(end));
        world.faults(false);
        return cameThrough;
    }

    /** One pusher is killed in the middle of a round, the other frozen in the middle of one and thawed when the first is in the middle of the next. */
    private static void lastRoundsWithChaos(FaultWorld world, RequestLog log, Chaos chaos) {
        world.edit(KILLED);
        chaos.kill(0);
        world.awaitRound(log, KILLED, false);
        world.edit(FROZEN);
        world.awaitPart(log, FROZEN, 0.1);
        chaos.freeze(1);
        world.edit(LAST);
        chaos.thawAfter(1, () -> world.hasArrived(log, LAST, 0.8));
    }

    /** What failed six times in a row is replayed as an operator would do; the differences that are left when both sides are quiet. */
    private static List<String> converged(FaultWorld world, URI operator) {
        var pusher = new JsonApi("outbound pusher", operator);
        var left = new ArrayList<String>();
        try {
            return await("both sides to show the same")
                    .atMost(SIZE.patience())
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            () -> {
                                replayed(pusher);
                                left.clear();
                                left.addAll(world.differences(LAST));
                                return List.copyOf(left);
                            },
                            List::isEmpty);
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return left;
        }
    }

    private static void replayed(JsonApi pusher) {
        var body = JsonApi.MAPPER.createObjectNode().put("run", "end").put("why", "the faults are over");
        boolean more = true;
        while (more) {
            JsonNode page = await("a replay")
                    .atMost(SIZE.patience())
                    .ignoreExceptions()
                    .until(() -> pusher.send("POST", "/dlq/replays", body).require("a page"), JsonNode::isObject);
            body.set("cursor", page.path("nextCursor"));
            more = page.path("nextCursor").isTextual();
        }
    }

    private static List<StaleOverwrite> stale(RequestLog log) {
        return Stream.of("city", "website")
                .flatMap(field -> StaleOverwrite.in(log, field).stream())
                .toList();
    }

    private static void mark(String what) {
        System.out.printf("fault run: %tT %s%n", LocalTime.now(ZoneId.systemDefault()), what);
    }

    private static void report(FaultWorld world, RequestLog log, Chaos chaos, int dead) {
        System.out.printf(
                "fault run: %d contacts in %d locations, %d calls, struck by %s; %d kills, %d freezes; %d dead letters"
                        + " replayed at the end; %d stale overwrites; %d forbidden by OpenAPI; p95 of the other"
                        + " locations %d ms without and %d ms with an outage of at least %d s%n",
                SIZE.contacts(),
                SIZE.locations(),
                log.size(),
                log.faults(),
                chaos.kills(),
                chaos.thaws().size(),
                dead,
                stale(log).size(),
                log.forbidden().size(),
                world.p95(log, CALM),
                world.p95(log, OUTAGE),
                SIZE.outage().toSeconds());
        stale(log).forEach(each -> System.out.println("stale: " + each));
    }
}

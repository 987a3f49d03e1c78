package dev.ghlsync.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.LocalStack;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Locations with people who are edited by us and in GoHighLevel at the same time, while calls fail. Not thread-safe. */
final class FaultWorld implements AutoCloseable {
    static final int CREATES_PER_LOCATION = 5;
    /** Who is in trouble during the outage. */
    private static final int DOWN = 0;

    /** Paths of single contacts, their tags and the creation of contacts. */
    private static final String CONTACTS = "/contacts/([A-Za-z0-9]{10,}(/tags)?)?";

    private final FaultRunSize size;
    private final JsonApi sandbox;
    private final JsonApi gateway;
    private final OurChanges ours;
    private final SyncContacts topic;
    private final TopicLog letters;
    private final List<Location> locations = new ArrayList<>();
    private final Map<Integer, Map<String, Instant>> editedAt = new HashMap<>();

    /** @param contactIdByGhlId those who were there at the start */
    private record Location(String id, Map<String, String> contactIdByGhlId) {}

    FaultWorld(LocalStack stack, KafkaSettings kafka, FaultRunSize size) {
        this.size = size;
        this.sandbox = new JsonApi("sandbox", stack.addresses().http(Member.SANDBOX));
        this.gateway = new JsonApi("ingest gateway", stack.addresses().http(Member.GATEWAY));
        this.ours = new OurChanges(kafka);
        this.topic = new SyncContacts(kafka);
        this.letters = new TopicLog(kafka, Topics.PUSH_DLQ);
    }

    JsonApi sandbox() {
        return sandbox;
    }

    void connect() {
        var settings = JsonApi.MAPPER
                .createObjectNode()
                .put("burstLimit", 0)
                .put("dailyLimit", 0)
                .put("burstWindowMs", size.burstWindow().toMillis())
                // The pusher's wait for the search is scaled down as well.
                .put("searchIndexLagMs", 10)
                .put("openApi", "OBSERVE");
        sandbox.send("PUT", "/_sandbox/settings", settings).require("its settings");
        for (int i = 0; i < size.locations(); i++) {
            String id = "Fault" + i;
            var location = JsonApi.MAPPER.createObjectNode().put("id", id).put("contacts", size.contactsPerLocation());
            String token = sandbox.send("POST", "/_sandbox/locations", location)
                    .require("a location")
                    .path("token")
                    .asText();
            locations.add(new Location(id, new TreeMap<>()));
            gateway.send(
                            "POST",
                            "/locations/" + id + "/connection",
                            JsonApi.MAPPER
                                    .createObjectNode()
                                    .put("token", token)
                                    .put("createInGhl", true))
                    .require("to connect " + id);
        }
        for (Location location : locations) {
            List<SyncContacts.Person> people = await("the contacts of " + location.id())
                    .atMost(size.patience())
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> topic.of(location.id()), found -> found.size() >= size.contactsPerLocation());
            people.forEach(person -> location.contactIdByGhlId().put(person.ghlId(), person.contactId()));
        }
    }

    /** 20 % 5xx, 5 % resets, 5 % timeouts after success, 429s that tell to wait, 2 % of creates refused and yet made. */
    void faults(boolean withOutage) {
        noFaults();
        if (withOutage) {
            fault(Map.of(
                    "kind",
                    "status",
                    "status",
                    503,
                    "locationId",
                    locations.get(DOWN).id()));
        }
        // Of the few creates of a small run one in fifty would be none.
        double refused = Math.max(0.02, 2.0 / (size.locations() * CREATES_PER_LOCATION));
        fault(Map.of(
                "kind", "refused-but-done",
                "status", 422,
                "method", "POST",
                "path", "/contacts/",
                "probability", refused));
        fault(Map.of("kind", "status", "status", 503, "path", CONTACTS, "probability", 0.2));
        fault(Map.of("kind", "reset", "path", CONTACTS, "probability", 0.05));
        for (String method : List.of("PUT", "POST")) {
            fault(Map.of(
                    "kind",
                    "timeout-after-success",
                    "ms",
                    3_000,
                    "method",
                    method,
                    "path",
                    CONTACTS,
                    "probability",
                    0.05));
        }
        fault(Map.of("kind", "throttled", "path", CONTACTS, "probability", 0.01));
    }

    void noFaults() {
        sandbox.delete("/_sandbox/faults").require("the removal of faults");
    }

    private void fault(Map<String, ?> rule) {
        JsonNode json = JsonApi.MAPPER.valueToTree(rule);
        sandbox.send("POST", "/_sandbox/faults", json).require("a fault");
    }

    /** Everybody gets a city by us, every fourth a state by a person in GoHighLevel, and every tenth a website by both. */
    void edit(int round) {
        var times = new HashMap<String, Instant>();
        editedAt.put(round, times);
        int done = 0;
        for (Location location : locations) {
            for (var contact : location.contactIdByGhlId().entrySet()) {
                boolean both = done % 10 == 0;
                times.put(contact.getKey(), Instant.now());
                ours.set(location.id(), contact.getValue(), fields -> {
                    fields.setCity("ours-" + round);
                    return both ? fields.setWebsite("https://example.com/ours-" + round) : fields;
                });
                var theirs = JsonApi.MAPPER.createObjectNode();
                if (done % 4 == 0) {
                    theirs.put("state", "theirs-" + round);
                }
                if (both) {
                    theirs.put("website", "https://example.com/theirs-" + round);
                }
                if (!theirs.isEmpty()) {
                    sandbox.send(
                                    "PATCH",
                                    "/_sandbox/locations/" + location.id() + "/contacts/" + contact.getKey(),
                                    theirs)
                            .require("an edit");
                }
                done++;
            }
        }
        ours.flush();
    }

    void create() {
        for (Location location : locations) {
            for (int i = 0; i < CREATES_PER_LOCATION; i++) {
                String email = "new" + i + "@" + location.id().toLowerCase(Locale.ROOT) + ".example.com";
                ours.create(location.id(), fields -> fields.setGivenName("New").setEmail(email));
            }
        }
        ours.flush();
    }

    /** Waits until a part of everybody's cities of a round has arrived, or more. */
    void awaitPart(RequestLog log, int round, double part) {
        await("part of round " + round)
                .atMost(size.patience())
                .pollInterval(size.look())
                .until(() -> hasArrived(log, round, part));
    }

    boolean hasArrived(RequestLog log, int round, double part) {
        return log.firstWrites("city", round).size() >= part * size.contacts();
    }

    /** How many people of the location with the outage got their city of a round. */
    long arrivedWhereDown(RequestLog log, int round) {
        return log.firstWrites("city", round).values().stream()
                .filter(write -> write.location().equals(locations.get(DOWN).id()))
                .count();
    }

    /**
     * Waits until everybody's city of a round has arrived or is a dead letter, as one in two hundred becomes that fails six times in a row.
     *
     * @param exceptDown without the location that has the outage
     */
    void awaitRound(RequestLog log, int round, boolean exceptDown) {
        await("round " + round)
                .atMost(size.patience().plus(size.outage()))
                .pollInterval(size.look())
                .until(() -> {
                    var missing = new HashSet<String>();
                    Set<String> arrived = log.firstWrites("city", round).keySet();
                    locations
                            .subList(exceptDown ? DOWN + 1 : DOWN, locations.size())
                            .forEach(location -> location.contactIdByGhlId().forEach((ghlId, contactId) -> {
                                if (!arrived.contains(ghlId)) {
                                    missing.add(contactId);
                                }
                            }));
                    return missing.isEmpty() || dead().containsAll(missing);
                });
    }

    /** Contacts with a dead letter that nothing has resolved. */
    private Set<String> dead() {
        var open = new HashMap<String, String>();
        letters.upToNow().forEach(record -> {
            if (record.value() == null) {
                open.remove(new String(record.key(), StandardCharsets.UTF_8));
            } else {
                open.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        TopicLog.header(record, Headers.ORIGINAL_KEY));
            }
        });
        return Set.copyOf(open.values());
    }

    /** Letters that nothing has resolved. */
    int deadLetters() {
        return dead().size();
    }

    /**
     * What the two sides disagree about: nobody has an older city than the round's, everybody is on our side once, and fields and people are the
     * same; empty when they agree.
     */
    List<String> differences(int lastRound) {
        var differences = new ArrayList<String>();
        for (Location location : locations) {
            var theirs = new TreeMap<String, String>();
            var emails = new HashMap<String, Integer>();
            for (JsonNode person : people(location)) {
                String id = person.path("id").asText();
                theirs.put(
                        id,
                        "%s/%s/%s"
                                .formatted(
                                        person.path("city").asText(""),
                                        person.path("state").asText(""),
                                        person.path("website").asText("")));
                emails.merge(person.path("email").asText(id), 1, Integer::sum);
                if (location.contactIdByGhlId().containsKey(id)
                        && !person.path("city").asText("").equals("ours-" + lastRound)) {
                    differences.add(location.id() + "/" + id + " has the city of an older round");
                }
            }
            emails.values().removeIf(count -> count == 1);
            if (!emails.isEmpty()) {
                differences.add(location.id() + " has " + emails.size() + " people twice");
            }
            int expected = size.contactsPerLocation() + CREATES_PER_LOCATION;
            if (theirs.size() != expected) {
                differences.add(location.id() + " has " + theirs.size() + " people, not " + expected);
            }
            var mine = new TreeMap<String, String>();
            for (var person : topic.of(location.id())) {
                String id = person.ghlId() == null ? "unlinked " + person.contactId() : person.ghlId();
                String shown = "%s/%s/%s".formatted(person.city(), person.state(), person.website());
                if (mine.put(id, shown) != null) {
                    differences.add(location.id() + "/" + id + " is on our side twice");
                }
            }
            if (!mine.equals(theirs)) {
                mine.entrySet().removeAll(theirs.entrySet());
                differences.add(location.id() + " differs for " + mine);
            }
        }
        return differences;
    }

    private JsonNode people(Location location) {
        return sandbox.get("/_sandbox/state?locationId=" + location.id())
                .require("the state")
                .path("contacts");
    }

    /** 95th percentile, over the locations without an outage, of the ms from an edit of ours in a round to its arrival. */
    long p95(RequestLog log, int round) {
        List<Long> delays = log.firstWrites("city", round).values().stream()
                .filter(write -> !write.location().equals(locations.get(DOWN).id()))
                .map(write -> Duration.between(editedAt.get(round).get(write.contact()), write.arrived())
                        .toMillis())
                .sorted()
                .toList();
        return delays.get(Math.min(delays.size() - 1, (int) Math.ceil(delays.size() * 0.95) - 1));
    }

    @Override
    public void close() {
        ours.close();
        topic.close();
        letters.close();
    }
}

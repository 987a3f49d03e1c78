package dev.ghlsync.sync;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.ChangeTarget;
import dev.ghlsync.avro.ContactFields;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.FieldOutcome;
import dev.ghlsync.avro.FieldResult;
import dev.ghlsync.avro.PushOutcome;
import dev.ghlsync.avro.PushResult;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.Stage.Order;
import dev.ghlsync.sync.Stage.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A few people in two locations who share email addresses and phone numbers, changed on both sides, created, deleted, merged and
 * split, with late and repeated webhooks and a pusher. Every step draws its details from luck of its own.
 *
 * <p>Broken promises are thrown as {@link AssertionError} by the step that shows them.
 */
final class PeopleStory {
    private static final List<String> LOCATIONS = List.of("north", "south");
    private static final Duration MOMENT = Duration.ofMillis(400);
    private static final int STEPS = 14;

    /** A contact in GoHighLevel. */
    private static final class Living {
        private final String locationId;
        private final String id;
        private @Nullable String email;
        private @Nullable String phone;
        private @Nullable String city;
        private boolean deleted;

        Living(String locationId, String id) {
            this.locationId = locationId;
            this.id = id;
        }
    }

    private final Stage stage;
    private final Map<String, Living> ghl = new TreeMap<>();
    private final Map<String, Person> people = new TreeMap<>();
    private final ArrayDeque<String> webhooks = new ArrayDeque<>();
    private final Map<String, Order> orders = new TreeMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private SplittableRandom random = new SplittableRandom(0);
    private int number;

    PeopleStory(Stage stage) {
        this.stage = stage;
    }

    /** @param restarting whether the stage is restarted between records now and then */
    Map<String, Person> play(long seed, boolean restarting) {
        LOCATIONS.forEach(stage::connected);
        var steps = new SplittableRandom(seed);
        for (int i = 0; i < STEPS; i++) {
            random = new SplittableRandom(steps.nextLong());
            boolean restart = random.nextInt(5) == 0;
            step();
            if (restarting && restart) {
                stage.restart();
            }
            stage.advance(MOMENT);
            observe();
        }
        random = new SplittableRandom(seed);
        quiesce();
        requireEachOfGhlOnce();
        return people;
    }

    private void step() {
        var locationId = LOCATIONS.get(random.nextInt(4) == 0 ? 1 : 0);
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> createInGhl(locationId);
            case 3, 4 -> editInGhl();
            case 5 -> deleteInGhl();
            case 6, 7, 8 -> createOurs(locationId);
            case 9, 10 -> editOurs();
            case 11 -> mergeOurs();
            case 12 -> splitOurs();
            case 13, 14 -> push();
            default -> deliver();
        }
        if (random.nextInt(3) > 0) {
            deliver();
        }
    }

    private void quiesce() {
        for (int i = 0; i < 40 && !(webhooks.isEmpty() && orders.isEmpty() && i > 3); i++) {
            deliver();
            push();
            stage.advance(MOMENT);
            observe();
        }
        ghl.values().stream()
                .filter(living -> !living.deleted)
                .forEach(living -> stage.read(living.locationId, json(living)));
        observe();
    }

    private void createInGhl(String locationId) {
        var living = new Living(locationId, "ghl-" + number++);
        living.email = random.nextInt(4) == 0 ? null : email();
        living.phone = random.nextInt(2) == 0 ? null : phone();
        living.city = locationId + number++;
        ghl.put(living.id, living);
        say("ContactCreate", living);
    }

    private void editInGhl() {
        var living = anyLiving();
        if (living == null) {
            return;
        }
        switch (random.nextInt(3)) {
            case 0 -> living.email = email();
            case 1 -> living.phone = phone();
            default -> living.city = living.locationId + number++;
        }
        say("ContactUpdate", living);
    }

    private void deleteInGhl() {
        var living = anyLiving();
        if (living != null) {
            living.deleted = true;
            say("ContactDelete", living);
        }
    }

    private void say(String type, Living living) {
        var body = "{\"type\":\"" + type + "\",\"timestamp\":\"" + stage.now() + "\","
                + json(living).substring(1);
        webhooks.add(body);
        if (random.nextInt(6) == 0) {
            webhooks.add(body);
        }
    }

    /** The oldest webhook, or now and then another one. */
    private void deliver() {
        if (webhooks.isEmpty()) {
            return;
        }
        if (random.nextInt(4) == 0) {
            webhooks.add(webhooks.remove());
        }
        stage.webhook(webhooks.remove());
    }

    private void createOurs(String locationId) {
        var fields = ContactFields.newBuilder()
                .setCity(locationId + number++)
                .setEmail(random.nextInt(5) == 0 ? null : email())
                .setPhone(random.nextInt(2) == 0 ? null : phone())
                .build();
        stage.change(change(locationId, "ours-" + number++, ChangeKind.UPSERT)
                .setTarget(ChangeTarget.newBuilder()
                        .setContactId("ours-" + number++)
                        .setCreate(true)
                        .build())
                .setSet(fields)
                .build());
    }

    private void editOurs() {
        var person = anyPerson(false);
        if (person == null) {
            return;
        }
        var fields = ContactFields.newBuilder();
        switch (random.nextInt(3)) {
            case 0 -> fields.setEmail(email());
            case 1 -> fields.setPhone(phone());
            default -> fields.setCity(person.locationId() + number++);
        }
        stage.change(change(person.locationId(), person.contactId(), ChangeKind.UPSERT)
                .setSet(fields.build())
                .build());
    }

    private void mergeOurs() {
        var a = anyPerson(false);
        var b = anyPerson(false);
        if (a != null && b != null) {
            stage.change(change(a.locationId(), a.contactId(), ChangeKind.MERGE)
                    .setMergeIntoContactId(b.contactId())
                    .build());
        }
    }

    private void splitOurs() {
        var person = anyPerson(true);
        if (person != null) {
            stage.change(change(person.locationId(), person.contactId(), ChangeKind.SPLIT)
                    .build());
        }
    }

    private CrmChange.Builder change(String locationId, String contactId, ChangeKind kind) {
        return CrmChange.newBuilder()
                .setChangeId("change-" + number++)
                .setProducer("app-" + number)
                .setLocationId(locationId)
                .setKind(kind)
                .setTarget(ChangeTarget.newBuilder().setContactId(contactId).build())
                .setSet(ContactFields.newBuilder().build());
    }

    /** The pusher does the newest order of one contact: a create that GoHighLevel refuses for its email address is a duplicate. */
    private void push() {
        if (orders.isEmpty()) {
            return;
        }
        var key = orders.keySet().stream()
                .skip(random.nextInt(orders.size()))
                .findFirst()
                .orElseThrow();
        var order = Objects.requireNonNull(orders.remove(key));
        switch (order.kind()) {
            case "NOTHING" ->
                stage.result(result(order, PushOutcome.APPLIED, null).build());
            case "CREATE" -> create(order);
            default -> update(order);
        }
    }

    private void create(Order order) {
        var email = order.wanted().get("email");
        var taken = ghl.values().stream()
                .filter(living -> !living.deleted
                        && living.locationId.equals(order.locationId())
                        && email != null
                        && email.equals(living.email))
                .findFirst();
        if (taken.isPresent()) {
            stage.result(result(order, PushOutcome.DUPLICATE_OF, taken.get()).build());
            return;
        }
        var living = new Living(order.locationId(), "ghl-" + number++);
        write(living, order);
        ghl.put(living.id, living);
        say("ContactCreate", living);
        stage.result(result(order, PushOutcome.APPLIED, living).build());
    }

    private void update(Order order) {
        var living = ghl.get(order.ghlContactId());
        if (living == null || living.deleted) {
            stage.result(result(order, PushOutcome.GONE, null).build());
            return;
        }
        write(living, order);
        say("ContactUpdate", living);
        stage.result(result(order, PushOutcome.APPLIED, living).build());
    }

    private static void write(Living living, Order order) {
        living.email = order.wanted().getOrDefault("email", living.email);
        living.phone = order.wanted().getOrDefault("phone", living.phone);
        living.city = order.wanted().getOrDefault("city", living.city);
    }

    private PushResult.Builder result(Order order, PushOutcome outcome, @Nullable Living living) {
        var fields = outcome != PushOutcome.APPLIED
                ? List.<FieldOutcome>of()
                : order.wanted().entrySet().stream()
                        .map(wanted -> FieldOutcome.newBuilder()
                                .setField(wanted.getKey())
                                .setOutcome(FieldResult.APPLIED)
                                .setValue(wanted.getValue())
                                .build())
                        .toList();
        return PushResult.newBuilder()
                .setLocationId(order.locationId())
                .setContactId(order.contactId())
                .setVersion(order.version())
                .setAttempt(order.attempt())
                .setOutcome(outcome)
                .setGhlContactId(living == null ? order.ghlContactId() : living.id)
                .setFields(fields)
                .setSnapshot(
                        living == null ? null : ByteBuffer.wrap(json(living).getBytes(StandardCharsets.UTF_8)))
                .setSnapshotSource(SnapshotSource.GET)
                .setSnapshotAt(stage.now())
                .setSettledAt(stage.now());
    }

    /** Takes in what was written, and holds it against the promises. */
    private void observe() {
        for (var person : stage.people()) {
            var before = people.put(person.contactId(), person);
            requireOneLocation(person, before);
            requireNoOtherLiveLink(person, before);
        }
        requireLinksUnique();
        for (var order : stage.orders()) {
            var key = order.locationId() + " " + order.contactId();
            long last = newest.getOrDefault(key, 0L);
            require(order.version() > last, "version " + order.version() + " of " + key + " after " + last);
            newest.put(key, order.version());
            var older = orders.put(key, order);
            if (older != null) {
                stage.result(result(older, PushOutcome.SUPERSEDED, null)
                        .setReason("superseded_by_newer")
                        .setGhlContactId(null)
                        .build());
            }
        }
    }

    private static void requireOneLocation(Person person, @Nullable Person before) {
        require(
                (person.city() == null || person.city().startsWith(person.locationId()))
                        && (before == null || before.locationId().equals(person.locationId())),
                "(e) an input crossed a location: " + before + " became " + person);
    }

    /** The link of a contact changes only when the old one is gone, or an operator splits: then it gets back the one it had, if that is gone. */
    private static void requireNoOtherLiveLink(Person person, @Nullable Person before) {
        boolean wasLinked = before != null && before.ghlContactId() != null && !before.deletedInGhl();
        require(
                !wasLinked
                        || person.ghlContactId() == null
                        || person.deletedInGhl()
                        || person.ghlContactId().equals(before.ghlContactId()),
                "(d) two live contacts of GoHighLevel became one: " + before + " became " + person);
    }

    private void requireLinksUnique() {
        var linked = new HashMap<String, Person>();
        people.values().stream()
                .filter(person -> person.ghlContactId() != null && person.mergedInto() == null)
                .forEach(person -> {
                    var other = linked.put(person.locationId() + " " + person.ghlContactId(), person);
                    require(
                            other == null,
                            "(d) one contact of GoHighLevel is two of ours: " + other + " and " + person);
                });
    }

    private void requireEachOfGhlOnce() {
        for (var living : ghl.values()) {
            var linked = people.values().stream()
                    .filter(person -> living.id.equals(person.ghlContactId()) && person.mergedInto() == null)
                    .toList();
            if (!living.deleted) {
                require(linked.size() == 1, living.id + " is linked to " + linked);
                var person = linked.getFirst();
                boolean equal = Objects.equals(person.city(), living.city)
                        || person.open().contains("city");
                require(
                        equal || !person.status().equals("ACTIVE"),
                        "(g) " + living.id + " has city " + living.city + ", ours is " + person);
            }
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    private @Nullable Living anyLiving() {
        var living = ghl.values().stream().filter(one -> !one.deleted).toList();
        return living.isEmpty() ? null : living.get(random.nextInt(living.size()));
    }

    private @Nullable Person anyPerson(boolean merged) {
        var known = new ArrayList<Person>();
        people.values().forEach(person -> {
            if (merged == (person.mergedInto() != null)) {
                known.add(person);
            }
        });
        return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
    }

    private String email() {
        return "person" + random.nextInt(4) + "@example.com";
    }

    private String phone() {
        return "+1202555014" + random.nextInt(3);
    }

    private String json(Living living) {
        return "{\"id\":\"" + living.id + "\",\"locationId\":\"" + living.locationId + "\""
                + text("email", living.email)
                + text("phone", living.phone)
                + text("city", living.city)
                + ",\"dateUpdated\":\"" + stage.now() + "\"}";
    }

    private static String text(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }
}

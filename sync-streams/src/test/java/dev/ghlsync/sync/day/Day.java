package dev.ghlsync.sync.day;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.ObjectType;
import dev.ghlsync.avro.SnapshotSource;
import dev.ghlsync.sync.SyncScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.Random;

/** Plays a day: what people do, webhooks that come late, twice and out of order, and reads answered at the moment they are asked for. */
final class Day implements AutoCloseable {
    private static final Duration LATE_MAX = Duration.ofMinutes(10);
    private static final double TWICE = 0.2;

    private record Delivery(Instant at, int number, String body) implements Comparable<Delivery> {
        @Override
        public int compareTo(Delivery other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }

    final SandboxLocation sandbox;
    final SyncScenario sync = new SyncScenario();
    final Staff staff;
    private final Random chance;
    private final PriorityQueue<Delivery> onTheWay = new PriorityQueue<>();
    private int numbered;
    private int answered;

    Day(long seed) {
        chance = new Random(seed);
        sandbox = new SandboxLocation(seed, SyncScenario.START);
        staff = new Staff(sandbox, chance);
        sync.connect(sandbox.id());
        staff.pipelines().forEach(pipeline -> read(ObjectType.PIPELINE, SnapshotSource.LIST, pipeline));
    }

    void play(int actions) {
        var pause = Duration.ofDays(1).dividedBy(actions);
        for (int i = 0; i < actions; i++) {
            boolean inABurst = chance.nextInt(4) == 0;
            long ms = inABurst ? chance.nextInt(400) : (long) (2 * chance.nextDouble() * pause.toMillis());
            deliverUntil(sandbox.now().plusMillis(ms));
            staff.act();
            sandbox.newWebhooks().forEach(this::send);
        }
        deliverUntil(sandbox.now().plus(LATE_MAX).plusSeconds(1));
        for (int i = 0; i < 5; i++) {
            deliverUntil(sandbox.now().plusSeconds(15));
        }
    }

    /** Tasks tell of no edit, and contacts not of every field: the reconcile run reads them. */
    void reconcile() {
        var state = sandbox.state();
        state.path("tasks").forEach(task -> read(ObjectType.TASK, SnapshotSource.SEARCH, task));
        state.path("contacts")
                .forEach(contact -> sandbox.find(
                                "/contacts/" + contact.path("id").asText())
                        .ifPresent(found -> read(ObjectType.CONTACT, SnapshotSource.GET, found.path("contact"))));
        deliverUntil(sandbox.now().plusSeconds(1));
    }

    private void send(String body) {
        boolean isLate = chance.nextInt(3) == 0;
        onTheWay.add(new Delivery(sandbox.now().plusMillis(delay(isLate)), numbered++, body));
        if (chance.nextDouble() < TWICE) {
            onTheWay.add(new Delivery(sandbox.now().plusMillis(delay(true)), numbered++, body));
        }
    }

    private long delay(boolean late) {
        return (long) (chance.nextDouble() * (late ? LATE_MAX.toMillis() : 500));
    }

    private void deliverUntil(Instant time) {
        while (!onTheWay.isEmpty() && !onTheWay.peek().at().isAfter(time)) {
            var next = onTheWay.poll();
            goTo(next.at());
            sync.webhook(next.body());
            answerReads();
        }
        goTo(time);
        answerReads();
    }

    /** Reads are asked for up to ten seconds after their cause, so the way is gone in some steps at first. */
    private void goTo(Instant time) {
        var start = sync.now();
        for (long ms : new long[] {1_100, 2_500, 6_000, 11_500, 13_000}) {
            var step = start.plusMillis(ms);
            if (step.isBefore(time)) {
                arrive(step);
            }
        }
        arrive(time);
    }

    private void arrive(Instant time) {
        sandbox.advanceTo(time);
        sync.skipTo(time);
        answerReads();
    }

    private void answerReads() {
        var fetches = sync.written().fetches();
        for (; answered < fetches.size(); answered++) {
            answer(fetches.get(answered));
        }
    }

    private void answer(FetchRequest asked) {
        var id = asked.getObjectId();
        switch (asked.getObjectType()) {
            case CONTACT -> byId(asked, "/contacts/" + id, "contact");
            case APPOINTMENT -> byId(asked, "/calendars/events/appointments/" + id, "event");
            case OPPORTUNITY -> byId(asked, "/opportunities/" + id, "opportunity");
            case TASK -> task(asked);
            case PIPELINE -> throw new AssertionError("Pipelines are known.");
            default -> throw new AssertionError("Nobody asks for a " + asked.getObjectType());
        }
    }

    private void byId(FetchRequest asked, String path, String member) {
        sandbox.find(path)
                .ifPresentOrElse(
                        found -> read(asked.getObjectType(), SnapshotSource.GET, found.path(member)),
                        () -> sync.notFound(asked.getObjectType(), sandbox.id(), asked.getObjectId()));
    }

    private void task(FetchRequest asked) {
        for (var task : sandbox.state().path("tasks")) {
            if (task.path("id").asText().equals(asked.getObjectId())) {
                byId(asked, "/contacts/" + task.path("contactId").asText() + "/tasks/" + asked.getObjectId(), "task");
                return;
            }
        }
        sync.notFound(ObjectType.TASK, sandbox.id(), asked.getObjectId());
    }

    private void read(ObjectType type, SnapshotSource source, JsonNode object) {
        sync.snapshot(type, source, sandbox.id(), object.toString());
    }

    @Override
    public void close() {
        sync.close();
        sandbox.close();
    }
}

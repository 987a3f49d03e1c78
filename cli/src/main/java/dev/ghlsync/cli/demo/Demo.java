package dev.ghlsync.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.cli.demo.compare.Comparer;
import dev.ghlsync.cli.demo.compare.Comparison;
import dev.ghlsync.cli.demo.compare.Sabotage;
import dev.ghlsync.cli.demo.play.Cast;
import dev.ghlsync.cli.demo.play.GhlUser;
import dev.ghlsync.cli.demo.play.Player;
import dev.ghlsync.cli.demo.story.Step;
import dev.ghlsync.cli.demo.story.Story;
import dev.ghlsync.cli.demo.watch.ContactsTopic;
import dev.ghlsync.cli.demo.watch.Metrics;
import dev.ghlsync.cli.demo.watch.Traffic;
import dev.ghlsync.cli.exit.CommandFailure;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackAddresses;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import me.tongfei.progressbar.ProgressBar;

/** One demo on a running installation, from an empty sandbox to the comparison. Use once. */
final class Demo implements AutoCloseable {
    private static final Duration LINK_BOUND = Duration.ofMinutes(1);

    private final DemoOptions options;
    private final DemoScreen screen;
    private final StackAddresses addresses;
    private final JsonApi gateway;
    private final KafkaSettings kafka;
    private final DemoLocation location;
    private final GhlUser ghl;
    private final ContactsTopic topic;
    private final Traffic traffic;
    private final Pace pace;
    private final Cast cast = new Cast();
    private final long begun = System.nanoTime();

    Demo(DemoOptions options, StackAddresses addresses, Pace pace, DemoScreen screen) {
        this.options = options;
        this.screen = screen;
        this.addresses = addresses;
        this.pace = pace;
        this.gateway = new JsonApi("ingest gateway", addresses.http(Member.GATEWAY));
        this.kafka = KafkaSettings.of(addresses.bootstrapServers(), addresses.of(Member.REGISTRY));
        this.location = DemoLocation.make(addresses.http(Member.SANDBOX), options.contacts());
        this.ghl = new GhlUser(new JsonApi("sandbox", addresses.http(Member.SANDBOX)), location.id());
        this.topic = new ContactsTopic(kafka, location.id());
        this.traffic = new Traffic(kafka);
    }

    DemoResult run() {
        screen.say("location " + location.id() + " has " + options.contacts() + " contacts in the GoHighLevel sandbox");
        JsonNode sync = initialSync();
        awaitQuiet("everything that was read to arrive", () -> true);
        int steps = playStory();
        Comparison comparison = settle();
        return new DemoResult(
                options,
                sync.path("contacts").asLong(),
                sync.path("pages").asLong(),
                steps,
                comparison,
                counts(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() {
        topic.close();
        traffic.close();
    }

    private JsonNode initialSync() {
        String path = "/locations/" + location.id() + "/connection";
        ObjectNode body = JsonApi.MAPPER.createObjectNode().put("token", location.token());
        gateway.send("POST", path, body).require("to connect the location");
        JsonNode sync = awaitInitialSync(path);
        screen.say("read %d in %d pages, and each once by its id"
                .formatted(sync.path("contacts").asLong(), sync.path("pages").asLong()));
        return sync;
    }

    private JsonNode awaitInitialSync(String path) {
        var limit = pace.limit(Duration.ofSeconds(60L + options.contacts() / 10));
        try (ProgressBar bar = screen.bar("initial sync", 2L * options.contacts())) {
            while (true) {
                JsonNode sync = gateway.get(path)
                        .require("the question for the connection")
                        .path("initialSync");
                bar.stepTo(
                        sync.path("contacts").asLong() + sync.path("hydrated").asLong());
                String status = sync.path("status").asText();
                if (status.equals("COMPLETED")) {
                    return sync;
                }
                limit.pause("the initial sync (now " + (status.isEmpty() ? "not begun" : status) + ")");
            }
        }
    }

    private int playStory() {
        List<JsonNode> contacts = ghl.everyContact();
        topic.catchUp();
        contacts.forEach(contact ->
                cast.inGhl(contact.path("id").asText(), contact.path("id").asText()));
        cast.learn(topic.contactIdByGhlId());
        var random = new SplittableRandom(options.seed());
        List<List<Step>> acts = Story.tell(random.split(), location.setting(contacts));
        int steps = acts.stream().mapToInt(List::size).sum();
        try (var player = new Player(cast, ghl, gateway, kafka, location.id(), random);
                ProgressBar bar = screen.bar("story", steps)) {
            for (List<Step> act : acts) {
                awaitEveryoneLinked();
                for (Step step : act) {
                    player.play(step);
                    bar.step();
                }
            }
        }
        screen.say("played " + steps + " steps of the story, seed " + options.seed());
        return steps;
    }

    private void awaitEveryoneLinked() {
        var limit = pace.limit(LINK_BOUND);
        while (!cast.complete()) {
            topic.catchUp();
            cast.learn(topic.contactIdByGhlId());
            limit.pause("new contacts to be linked on both sides");
        }
    }

    /** Waits until nothing moves, and compares; when something differs, waits longer before that counts. */
    private Comparison settle() {
        var last = new ArrayList<Comparison>();
        awaitQuiet("both sides to agree", () -> {
            last.add(compare(ghl.everyContact()));
            return last.getLast().differences().isEmpty() && last.getLast().pending() == 0;
        });
        if (options.sabotage().isEmpty()) {
            return last.getLast();
        }
        try {
            return compare(Sabotage.spoil(options.sabotage().get(), ghl.everyContact()));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private Comparison compare(List<JsonNode> inGhl) {
        topic.catchUp();
        return new Comparer(cast.deletedInGhl(), cast.archivedByUs()).compare(inGhl, topic.contacts());
    }

    private void awaitQuiet(String what, Quiet.Check agreed) {
        screen.say("waiting for " + what + " ...");
        new Quiet(traffic, ghl, pace).await(what, agreed);
    }

    private DemoResult.Counts counts() {
        return new DemoResult.Counts(
                metrics(Member.GATEWAY).sum("ghlsync_webhooks_total", "outcome", "accepted"),
                metrics(Member.PUSHER).sum("ghlsync_push_settled_total", "outcome", "applied"),
                metrics(Member.STREAMS).sum("ghlsync_streams_inputs_total", "outcome", "echo"));
    }

    private Metrics metrics(Member member) {
        return new Metrics(new JsonApi(member.label(), addresses.http(member)).text("/prometheus"));
    }
}

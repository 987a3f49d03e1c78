package dev.ghlsync.cli.demo.play;

import dev.ghlsync.cli.demo.play.OurSystem.Target;
import dev.ghlsync.cli.demo.story.Fields;
import dev.ghlsync.cli.demo.story.Step;
import dev.ghlsync.cli.demo.story.Step.Block;
import dev.ghlsync.cli.demo.story.Step.By;
import dev.ghlsync.cli.demo.story.Step.Create;
import dev.ghlsync.cli.demo.story.Step.Remove;
import dev.ghlsync.cli.demo.story.Step.Retag;
import dev.ghlsync.cli.demo.story.Step.Update;
import dev.ghlsync.cli.http.JsonApi;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Carries out steps, one after the other. Not thread-safe. */
public final class Player implements AutoCloseable {
    private final Cast cast;
    private final GhlUser ghl;
    private final OurRest rest;
    private final OurTopic topic;

    public Player(
            Cast cast, GhlUser ghl, JsonApi gateway, KafkaSettings kafka, String locationId, RandomGenerator random) {
        this.cast = cast;
        this.ghl = ghl;
        this.rest = new OurRest(gateway, locationId);
        this.topic = new OurTopic(kafka, locationId, random);
    }

    public void play(Step step) {
        switch (step) {
            case Create create -> create(create);
            case Update(By by, String name, Fields fields) -> {
                if (by == By.GHL_USER) {
                    ghl.update(ghlId(name), fields);
                } else {
                    ours(by, name).update(target(name), fields, Set.of(), Set.of());
                }
            }
            case Retag(By by, String name, Set<String> add, Set<String> remove) -> {
                if (by == By.GHL_USER) {
                    ghl.tag(ghlId(name), add, remove);
                } else {
                    ours(by, name).update(target(name), Fields.NONE, add, remove);
                }
            }
            case Block(String name) -> ghl.block(ghlId(name));
            case Remove(By by, String name) -> {
                if (by == By.GHL_USER) {
                    ghl.delete(ghlId(name));
                    cast.deleted(name);
                } else {
                    ours(by, name).archive(target(name));
                    cast.archived(name);
                }
            }
        }
    }

    @Override
    public void close() {
        topic.close();
    }

    private void create(Create create) {
        if (create.by() == By.GHL_USER) {
            cast.inGhl(create.contact(), ghl.create(create.fields(), create.tags()));
        } else {
            cast.withUs(create.contact(), ours(create.by(), create.contact()).create(create.fields(), create.tags()));
        }
    }

    private OurSystem ours(By by, String name) {
        return switch (by) {
            case OUR_REST -> rest;
            case OUR_TOPIC -> topic;
            case GHL_USER -> throw new IllegalArgumentException("Contact " + name + " is changed by GoHighLevel here.");
        };
    }

    private Target target(String name) {
        return new Target(cast.ourId(name), cast.ghlId(name));
    }

    private String ghlId(String name) {
        String id = cast.ghlId(name);
        if (id == null) {
            throw new IllegalStateException("Contact " + name + " of the story is not in GoHighLevel yet.");
        }
        return id;
    }
}

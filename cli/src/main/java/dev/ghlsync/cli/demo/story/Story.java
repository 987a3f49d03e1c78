package dev.ghlsync.cli.demo.story;

import dev.ghlsync.cli.demo.story.Step.Block;
import dev.ghlsync.cli.demo.story.Step.By;
import dev.ghlsync.cli.demo.story.Step.Create;
import dev.ghlsync.cli.demo.story.Step.Remove;
import dev.ghlsync.cli.demo.story.Step.Retag;
import dev.ghlsync.cli.demo.story.Step.Update;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Everything the two sides do to contacts: create, update, clear, tag, untag, block and delete, on both sides, and on some
 * contacts on both at once. The same seed and setting give the same steps.
 *
 * <p>What GoHighLevel's webhooks do not carry (timezone, attribution) is changed there only at a create, after which the
 * product reads the contact; finding later changes of it is the business of reconciliation. The company is ours to set at a
 * create only: GoHighLevel's API cannot change it later.
 */
public final class Story {
    /** Contacts the story needs: each is the subject of one scene. */
    public static final int CONTACTS_MIN = 40;

    private static final int SCENES_MAX = 16;
    private static final List<By> OURS = List.of(By.OUR_REST, By.OUR_TOPIC);
    private static final List<String> OURS_TO_CHANGE = List.of(
            "givenName",
            "familyName",
            "phone",
            "email",
            "addressLine1",
            "city",
            "state",
            "postalCode",
            "website",
            "dateOfBirth",
            "timezone");
    private static final List<String> GHLS_TO_CHANGE = List.of(
            "givenName",
            "familyName",
            "phone",
            "email",
            "company",
            "addressLine1",
            "city",
            "state",
            "postalCode",
            "website",
            "dateOfBirth");
    private static final List<String> TO_CLEAR = List.of("addressLine1", "postalCode", "website", "dateOfBirth");
    private static final List<String> TAGS = List.of("vip", "newsletter", "hot lead", "webinar 2026");

    private final Setting setting;
    private final People people;
    private final Iterator<String> cast;
    private final List<Step> first = new ArrayList<>();
    private final List<Step> second = new ArrayList<>();

    private Story(RandomGenerator random, Setting setting) {
        this.setting = setting;
        this.people = new People(random);
        this.cast = setting.contacts().iterator();
    }

    /**
     * Two acts, each with its steps in the order in which they happen. The second has what happens to contacts that the
     * first has made, once both sides know them.
     */
    public static List<List<Step>> tell(RandomGenerator random, Setting setting) {
        var story = new Story(random, setting);
        int scenes = Math.clamp(setting.contacts().size() / 25, 4, SCENES_MAX);
        for (int scene = 0; scene < scenes; scene++) {
            story.scene(scene);
        }
        return List.of(List.copyOf(story.first), List.copyOf(story.second));
    }

    /** Two new contacts and seven that exist, for each thing that can happen. */
    private void scene(int number) {
        By ours = OURS.get(number % OURS.size());
        String theirNew = "ghl-new-" + number;
        String ourNew = "our-new-" + number;
        add(new Create(By.GHL_USER, theirNew, people.everything(setting), Set.of("demo", people.pick(TAGS))));
        add(new Create(ours, ourNew, people.everything(setting), Set.of("demo", people.pick(TAGS))));
        add(new Update(By.GHL_USER, next(), changed(GHLS_TO_CHANGE)));
        add(new Update(ours, next(), changed(OURS_TO_CHANGE)));
        add(new Update(By.GHL_USER, next(), cleared()));
        add(new Update(ours, next(), cleared()));
        String both = next();
        add(new Retag(By.GHL_USER, both, Set.of("ghl side"), Set.of()));
        add(new Retag(ours, both, Set.of("our side"), Set.of("lead")));
        add(new Update(ours, both, Fields.NONE.with("phone", people.value("phone"))));
        add(new Update(By.GHL_USER, both, Fields.NONE.with("city", people.value("city"))));
        add(number % 2 == 0 ? new Remove(By.GHL_USER, next()) : new Remove(ours, next()));
        add(new Block(next()));
        second.add(new Retag(ours, theirNew, Set.of("welcome"), Set.of("demo")));
        second.add(new Update(ours, theirNew, changed(OURS_TO_CHANGE)));
        second.add(new Update(By.GHL_USER, ourNew, changed(GHLS_TO_CHANGE)));
        second.add(new Retag(By.GHL_USER, ourNew, Set.of("called"), Set.of("demo")));
    }

    private Fields changed(List<String> names) {
        String one = people.pick(names);
        String other = people.pick(names);
        return Fields.NONE
                .with(one, people.value(one))
                .with(other, people.value(other))
                .withCustom(setting.numberField(), 1 + first.size());
    }

    private Fields cleared() {
        return Fields.NONE.cleared(people.pick(TO_CLEAR)).cleared("customFields." + setting.textField());
    }

    private void add(Step step) {
        first.add(step);
    }

    private String next() {
        return cast.next();
    }
}

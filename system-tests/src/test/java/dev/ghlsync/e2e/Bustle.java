package dev.ghlsync.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** People who create, edit, tag, clear and delete contacts of one location in GoHighLevel without a pause, in an order that its seed decides. */
final class Bustle implements AutoCloseable {
    /** Contacts that a location keeps; with fewer nobody is deleted. */
    private static final int KEPT = 20;

    private final Place place;
    private final Random random;
    private final List<String> people = new ArrayList<>();
    private final Map<Act, Integer> acts = new EnumMap<>(Act.class);
    private final ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> working;
    private int number;

    private enum Act {
        CREATE,
        UPDATE,
        CLEAR,
        TAG,
        UNTAG,
        DELETE;

        static Act of(double chance) {
            if (chance < 0.15) {
                return CREATE;
            }
            if (chance < 0.55) {
                return UPDATE;
            }
            if (chance < 0.7) {
                return CLEAR;
            }
            return chance < 0.8 ? TAG : chance < 0.9 ? UNTAG : DELETE;
        }
    }

    /** Begins at once. */
    Bustle(Place place, long seed, Duration every) {
        this.place = place;
        this.random = new Random(seed);
        place.everyoneInGhl().forEach(contact -> people.add(contact.path("id").asText()));
        this.working = hands.scheduleAtFixedRate(this::act, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void act() {
        Act act = Act.of(random.nextDouble());
        String who = people.get(random.nextInt(people.size()));
        int mark = ++number;
        switch (act) {
            case CREATE ->
                people.add(place.createdInGhl(
                        "{\"firstName\": \"Walk\", \"lastName\": \"In %d\", \"email\": \"walk-in-%d@example.com\", \"website\": \"%s\"}"
                                .formatted(mark, mark, website(mark))));
            case UPDATE ->
                place.editedInGhl(who, "{\"city\": \"City %d\", \"website\": \"%s\"}".formatted(mark, website(mark)));
            case CLEAR -> place.editedInGhl(who, "{\"city\": null, \"address1\": null, \"companyName\": null}");
            case TAG -> place.taggedInGhl(who, "{\"tags\": [\"tag-%d\"]}".formatted(mark % 5));
            case UNTAG -> place.untaggedInGhl(who, "{\"tags\": [\"tag-%d\"]}".formatted(mark % 5));
            case DELETE -> {
                if (people.size() > KEPT) {
                    place.deletedInGhl(who);
                    people.remove(who);
                }
            }
        }
        acts.merge(act, 1, Integer::sum);
    }

    /** Numbers that grow with every edit, so that an older state shows. */
    private static String website(int mark) {
        return "https://edit.example.com/" + mark;
    }

    /** The number of the edit that gave a website; 0 for one that is older than the bustle. */
    static int markOf(String website) {
        int cut = website.lastIndexOf('/');
        return website.startsWith("https://edit.example.com/") ? Integer.parseInt(website.substring(cut + 1)) : 0;
    }

    /** Ends it; returns what was done how often. */
    String stopped() {
        working.cancel(false);
        close();
        if (working.state() == Future.State.FAILED) {
            throw new IllegalStateException("An edit in GoHighLevel failed.", working.exceptionNow());
        }
        return acts.toString();
    }

    @Override
    public void close() {
        hands.shutdown();
        try {
            if (!hands.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("An edit in GoHighLevel takes longer than 30 s.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.store.ContactCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the network does, both sides end up equal, and the later edit of each field is the one that stays. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvergencePropertyTest {
    private static final int HISTORIES = Integer.getInteger("ghlsync.histories", 2_000);
    private static final long SEED = Long.getLong("ghlsync.seed", 20261125L);

    /** A contact of five fields with short values, whatever happened to it. */
    private static final int MAX_BYTES = 4_096;

    private final Map<Property, String> broken = new EnumMap<>(Property.class);

    @BeforeAll
    void play() {
        System.out.println(HISTORIES + " histories from seed " + SEED);
        var failures = LongStream.range(SEED, SEED + HISTORIES)
                .parallel()
                .mapToObj(History::of)
                .flatMap(history -> Stream.ofNullable(violation(history, null))
                        .map(violation -> Map.entry(violation.property(), history)))
                .toList();
        failures.stream()
                .map(Map.Entry::getKey)
                .distinct()
                .forEach(property -> broken.put(property, told(property, failures)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "A_ORDER_AND_DUPLICATION_DO_NOT_MATTER")
    void holdsInEveryHistory(Property property) {
        // When
        var failure = broken.get(property);

        // Then
        assertThat(failure).isNull();
    }

    /** Histories that once broke a promise, shrunk. */
    @ParameterizedTest
    @MethodSource("found")
    void holdsInAHistoryThatOnceBrokeIt(String history) {
        // When
        var log = new ArrayList<String>();
        var violation = violation(History.parse(history), log);

        // Then
        assertThat(violation).as(String.join("\n", log)).isNull();
    }

    static Stream<String> found() {
        return FoundHistories.all();
    }

    private static String told(Property property, List<Map.Entry<Property, History>> failures) {
        var histories = failures.stream()
                .filter(failure -> failure.getKey() == property)
                .map(Map.Entry::getValue)
                .toList();
        var first = histories.getFirst();
        var smallest = Shrinker.shrink(first, candidate -> {
            var violation = violation(candidate, null);
            return violation != null && violation.property() == property;
        });
        var log = new ArrayList<String>();
        var violation = Objects.requireNonNull(violation(smallest, log));
        return "%d of %d histories break %s; seed %d, shrunk to%n  %s%n%s%n%s"
                .formatted(
                        histories.size(),
                        HISTORIES,
                        property,
                        first.luck(),
                        smallest,
                        violation.getMessage(),
                        String.join("\n", log));
    }

    private static @Nullable Violation violation(History history, @Nullable List<String> log) {
        try {
            var simulation = new Simulation(log);
            simulation.play(history);
            requireAllOf(simulation, new ContactCodec().encode(simulation.state()).length);
            return null;
        } catch (Violation e) {
            return e;
        }
    }

    private static void requireAllOf(Simulation simulation, int bytes) {
        var view = simulation.state().view(Policy.DEFAULT);
        for (var key : Simulation.KEYS) {
            requireEqual(simulation, view, key);
            requireLastEdit(simulation, view, key);
        }
        Violation.unless(
                view.pending().isEmpty(),
                Property.G_AFTER_QUIET_BOTH_SIDES_ARE_EQUAL_BUT_FOR_WHAT_IS_REPORTED,
                () -> view.pending() + " still pending");
        Violation.unless(
                simulation.state().outbound().unsettled().isEmpty()
                        && simulation.settlements().values().stream().allMatch(times -> times == 1),
                Property.H_EVERY_VERSION_SETTLES_ONCE_AND_NONE_IS_OLDER_THAN_ONE_BEFORE,
                () -> "versions and how often they settled: " + simulation.settlements() + ", unsettled "
                        + simulation.state().outbound().unsettled());
        Violation.unless(
                bytes <= MAX_BYTES,
                Property.F_STATE_STAYS_WITHIN_ITS_BOUND,
                () -> "the state takes " + bytes + " bytes");
    }

    private static void requireEqual(Simulation simulation, ContactView view, FieldKey key) {
        boolean reported = view.held().containsKey(key) || view.notWritable().contains(key);
        Violation.unless(
                reported || Objects.equals(view.value(key), simulation.truth(key)),
                Property.G_AFTER_QUIET_BOTH_SIDES_ARE_EQUAL_BUT_FOR_WHAT_IS_REPORTED,
                () -> key + " is " + view.value(key) + " with us and " + simulation.truth(key) + " there");
    }

    private static void requireLastEdit(Simulation simulation, ContactView view, FieldKey key) {
        var edits = simulation.edits().get(key);
        if (edits == null || isAmbiguous(key, edits)) {
            return;
        }
        var last = edits.stream()
                .max(Comparator.comparingLong(Simulation.Edit::at))
                .orElseThrow();
        Violation.unless(
                Objects.equals(view.value(key), last.value()),
                Property.C_NO_EDIT_OF_OURS_IS_LOST_TO_WHAT_DID_NOT_CHANGE_ITS_FIELD,
                () -> key + " is " + view.value(key) + ", the last edit was " + last);
    }

    /**
     * Nobody can tell who made the last edit when GoHighLevel's webhook does not say a clear, so that a push of ours may overwrite
     * it unseen, or when both sides gave a tag the same state while a command was on its way.
     */
    private static boolean isAmbiguous(FieldKey key, List<Simulation.Edit> edits) {
        return edits.stream()
                .filter(edit -> edit.side() == Side.GHL)
                .anyMatch(edit -> key.isTag()
                        ? edits.stream().anyMatch(e -> e.side() == Side.CRM && Objects.equals(e.value(), edit.value()))
                        : edit.value() == null);
    }
}

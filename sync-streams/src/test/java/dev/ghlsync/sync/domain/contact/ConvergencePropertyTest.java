package dev.ghlsync.sync.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever the network does, both sides end up equal, and the later edit of each field is the one that stays. */
class ConvergencePropertyTest {
    private static final int HISTORIES = Integer.getInteger("ghlsync.histories", 3_000);
    private static final long SEED = Long.getLong("ghlsync.seed", 20261125L);

    @Test
    void bothSidesEndEqualAndTheLaterEditStays() {
        for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
            // Given
            var simulation = new Simulation(seed);
            simulation.run(25);

            // When
            simulation.quiesce();

            // Then
            var view = simulation.state().view(Policy.DEFAULT);
            for (var key : Simulation.FIELDS) {
                assertThat(view.value(key))
                        .as("seed %s: %s on both sides%n%s", seed, key, String.join("\n", simulation.log))
                        .isEqualTo(simulation.truth(key));
                var edits = simulation.edits().get(key);
                if (edits != null && !isAmbiguous(key, edits)) {
                    var last = edits.stream()
                            .max(Comparator.comparingLong(Simulation.Edit::at))
                            .orElseThrow();
                    assertThat(view.value(key))
                            .as("seed %s: the last edit of %s stays%n%s", seed, key, String.join("\n", simulation.log))
                            .isEqualTo(last.value());
                }
            }
            assertThat(view.pending()).as("seed %s", seed).isEmpty();
            assertThat(simulation.state().outbound().unsettled())
                    .as("seed %s: every version settles%n%s", seed, String.join("\n", simulation.log))
                    .isEmpty();
            assertThat(simulation.settlements.keySet())
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrderElementsOf(simulation.given());
            assertThat(simulation.settlements.values()).as("seed %s", seed).allMatch(times -> times == 1);
        }
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

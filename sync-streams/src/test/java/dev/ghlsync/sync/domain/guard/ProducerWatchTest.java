package dev.ghlsync.sync.domain.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProducerWatchTest {
    @Test
    void contactsCountOnlyWithinTheMinutesBeforeTheNewest() {
        // Given
        var watch = ProducerWatch.NEW.counted(10, 10).counted(10, 10).counted(12, 10);

        // When
        var later = watch.counted(20, 10);

        // Then
        assertThat(watch.within(19, 10)).isEqualTo(3);
        assertThat(watch.within(20, 10)).isEqualTo(1);
        assertThat(later.within(20, 10)).isEqualTo(2);
        assertThat(later.changed()).containsOnlyKeys(12L, 20L);
    }

    @Test
    void inAnotherModeCountingStartsAnew() {
        // Given
        var watch = ProducerWatch.NEW.counted(10, 10);

        // When
        var holding = watch.in(ProducerWatch.Mode.HOLDING);

        // Then
        assertThat(holding.within(10, 10)).isZero();
        assertThat(holding.counted(11, 10).mode()).isEqualTo(ProducerWatch.Mode.HOLDING);
    }
}

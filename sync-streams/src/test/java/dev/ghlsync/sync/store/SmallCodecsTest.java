package dev.ghlsync.sync.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.change.ChangeStatus;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmallCodecsTest {
    private static final Inbound.Location LOCATION =
            new Inbound.Location("L1", "org", true, 3, 12, false, true, new Policy("DE", true, false, true));
    private static final ChangeStatus CHANGE =
            new ChangeStatus(ChangeStatus.Status.REJECTED, null, null, "invalid_value", "email", 1_700_000_000_000L);

    @Test
    void theBytesOfALocationStayWhatTheyWere() {
        // Given
        var codec = new LocationCodec();

        // When
        var bytes = codec.encode(LOCATION);

        // Then
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("0101024c3101036f726701061800010102444501" + "0001");
    }

    @Test
    void theBytesOfAChangeStayWhatTheyWere() {
        // Given
        var codec = new ChangeCodec();

        // When
        var bytes = codec.encode(CHANGE);

        // Then
        assertThat(HexFormat.of().formatHex(bytes))
                .isEqualTo("0103000001" + "0d696e76616c69645f76616c7565" + "04" + "84a0abfef962");
    }

    static Stream<Inbound.Location> locations() {
        return Stream.of(LOCATION, new Inbound.Location("L2", null, false, 0, -1, true, false, Policy.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("locations")
    void aLocationIsReadBack(Inbound.Location location) {
        // Given
        var codec = new LocationCodec();

        // When
        var read = codec.decode(codec.encode(location));

        // Then
        assertThat(read).isEqualTo(location);
    }

    static Stream<ChangeStatus> changes() {
        return Stream.of(
                CHANGE,
                new ChangeStatus(ChangeStatus.Status.APPLIED, "c", null, null, null, 0),
                new ChangeStatus(ChangeStatus.Status.MERGED, "c", "d", null, null, 5));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsReadBack(ChangeStatus change) {
        // Given
        var codec = new ChangeCodec();

        // When
        var read = codec.decode(codec.encode(change));

        // Then
        assertThat(read).isEqualTo(change);
    }
}

package dev.ghlsync.sink.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final List<Event> accepted = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void anEventThatIsNeverTakenIsLeftOutAndAllOthersArriveInOrder() {
        // Given
        List<Event> events = events(250);
        Event bad = events.get(137);
        PostHog postHog = batch -> batch.contains(bad) ? new Reply.Malformed() : taken(batch);

        // When
        Delivery delivery = delivered(events, postHog);

        // Then
        List<Event> good = new ArrayList<>(events);
        good.remove(bad);
        assertThat(accepted).isEqualTo(good);
        assertThat(delivery.givenUp()).isOne();
    }

    @Test
    void anEventThatIsRefusedOnlyForAWhileIsNotLeftOut() {
        // Given
        List<Event> events = events(1);
        List<Reply> replies = new ArrayList<>(
                List.of(new Reply.Malformed(), new Reply.Malformed(), new Reply.Malformed(), new Reply.Malformed()));

        // When
        Delivery delivery = delivered(events, batch -> replies.isEmpty() ? taken(batch) : replies.removeFirst());

        // Then
        assertThat(accepted).isEqualTo(events);
        assertThat(delivery.givenUp()).isZero();
    }

    @Test
    void whatMayBeTakenLaterIsSentAgainHoweverOften() {
        // Given
        List<Event> events = events(1);
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            replies.add(new Reply.Later("status_401", Duration.ZERO));
        }
        replies.add(new Reply.Later("status_429", Duration.ofSeconds(30)));

        // When
        Delivery delivery = delivered(events, batch -> replies.isEmpty() ? taken(batch) : replies.removeFirst());

        // Then
        assertThat(accepted).isEqualTo(events);
        assertThat(delivery.givenUp()).isZero();
        assertThat(waits.subList(0, 5))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), PAUSE_MAX, PAUSE_MAX);
        assertThat(waits).contains(Duration.ofSeconds(30));
    }

    private Delivery delivered(List<Event> events, PostHog postHog) {
        var delivery = new Delivery(events, PAUSE, PAUSE_MAX);
        while (!delivery.isDone()) {
            waits.add(delivery.attempt(postHog));
        }
        return delivery;
    }

    private Reply taken(List<Event> batch) {
        accepted.addAll(batch);
        return new Reply.Accepted();
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Event(Uuid5.of("loc1/" + i), "sync_ok", "contact", Instant.EPOCH, Map.of()))
                .toList();
    }
}

package dev.ghlsync.cli.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Metrics PAGE = new Metrics("""
        # HELP ghlsync_webhooks_total Webhooks.
        # TYPE ghlsync_webhooks_total counter
        ghlsync_webhooks_total{outcome="accepted",type="ContactCreate"} 12.0
        ghlsync_webhooks_total{outcome="accepted",type="ContactUpdate"} 1.0E1
        ghlsync_webhooks_total{outcome="accepted_untyped",type="none"} 3.0
        ghlsync_webhooks_total{outcome="bad_signature",type="none"} 5.0
        jvm_threads_live_threads 20.0
        """);

    @Test
    void samplesWithTheLabelAreAdded() {
        // When
        long sum = PAGE.sum("ghlsync_webhooks_total", "outcome", "accepted");

        // Then
        assertThat(sum).isEqualTo(22);
    }

    @Test
    void whatWasNeverCountedIsZero() {
        // When
        long sum = PAGE.sum("ghlsync_push_settled_total", "outcome", "applied");

        // Then
        assertThat(sum).isZero();
    }
}

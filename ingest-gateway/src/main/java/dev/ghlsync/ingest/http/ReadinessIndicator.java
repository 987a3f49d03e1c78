package dev.ghlsync.ingest.http;

import dev.ghlsync.ingest.ops.Readiness;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import org.reactivestreams.Publisher;

/** {@code GET /health/readiness}: 200 only while the broker answers and the connections are known, else 503. */
@Context
@io.micronaut.management.health.indicator.annotation.Readiness
final class ReadinessIndicator implements HealthIndicator {
    private static final String NAME = "broker";

    private final Readiness readiness;

    ReadinessIndicator(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        Readiness.State state = readiness.now();
        return Publishers.just(HealthResult.builder(NAME, state.ready() ? HealthStatus.UP : HealthStatus.DOWN)
                .details(Map.of("reason", state.reason()))
                .build());
    }
}

package dev.ghlsync.sandbox.scenario;

import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Request;
import dev.ghlsync.sandbox.time.SandboxClock;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays a scenario: steps at the start are made before the first client call, later ones when their time comes. */
public final class Director {
    private static final Logger LOG = LoggerFactory.getLogger(Director.class);

    private Director() {}

    /** Fails when a step at the start is refused; a later one is logged. */
    public static void play(Scenario scenario, SandboxClock clock, Function<Request, Exchange> control) {
        for (Scenario.Step step : scenario.steps()) {
            if (step.at().compareTo(Duration.ZERO) <= 0) {
                int status = status(control.apply(step.request()));
                if (status >= 400) {
                    throw new IllegalArgumentException(
                            "The scenario's call " + step.request().method() + " "
                                    + step.request().path() + " was refused with " + status + ".");
                }
            } else {
                clock.after(step.at(), () -> later(step.request(), control));
            }
        }
    }

    private static void later(Request request, Function<Request, Exchange> control) {
        int status = status(control.apply(request));
        if (status >= 400) {
            LOG.warn("the scenario's call {} {} was refused with {}", request.method(), request.path(), status);
        }
    }

    private static int status(Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answer answer -> answer.reply().status();
            case Exchange.CutShort cut -> cut.reply().status();
            case Exchange.Streamed streamed -> streamed.status();
            case Exchange.Hangup hangup -> 500;
        };
    }
}

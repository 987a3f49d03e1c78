package dev.ghlsync.push.destination;

import dev.ghlsync.push.domain.Answer;
import dev.ghlsync.push.domain.ContactCall;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times every call by its name and the kind of its answer. */
public final class InstrumentedDestination implements Destination {
    /** Timer of requests to GoHighLevel. */
    public static final String CALLS = "ghlsync.push.calls";

    private final Destination next;
    private final MeterRegistry meters;

    public InstrumentedDestination(Destination next, MeterRegistry meters) {
        this.next = next;
        this.meters = meters;
    }

    @Override
    public Answer send(Access access, ContactCall call) {
        Timer.Sample sample = Timer.start(meters);
        Answer answer = next.send(access, call);
        sample.stop(meters.timer(CALLS, "call", call.name(), "answer", kind(answer)));
        return answer;
    }

    private static String kind(Answer answer) {
        return switch (answer) {
            case Answer.Contact ignored -> "ok";
            case Answer.Done ignored -> "ok";
            case Answer.Unreadable ignored -> "unreadable";
            case Answer.Refused ignored -> "refused";
            case Answer.WindowExhausted ignored -> "throttled";
            case Answer.DayExhausted ignored -> "day_exhausted";
            case Answer.ServerFault ignored -> "server_fault";
            case Answer.NoAnswer silence -> silence.reason().code();
            case Answer.NotOurs ignored -> "not_ours";
        };
    }
}

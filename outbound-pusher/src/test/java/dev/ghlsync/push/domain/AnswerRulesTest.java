package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerRulesTest {
    private static final Instant LATER = Instant.parse("2026-11-20T10:00:10Z");

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(new Answer.Done(201), new Verdict.Accepted(null)),
                arguments(new Answer.Unreadable(200), failed(Reason.UNREADABLE_ANSWER, 200)),
                arguments(
                        new Answer.Refused(400, Answer.Refusal.DUPLICATE, Set.of(), "ghl-2", "email"),
                        new Verdict.Duplicate(400, "ghl-2", "email")),
                arguments(refused(400, Answer.Refusal.NOT_FOUND), new Verdict.Missing(400)),
                arguments(refused(404, Answer.Refusal.NOT_FOUND), new Verdict.Missing(404)),
                arguments(refused(400, Answer.Refusal.INVALID), new Verdict.Objected(400, Set.of())),
                arguments(
                        new Answer.Refused(422, Answer.Refusal.INVALID, Set.of("phone"), null, null),
                        new Verdict.Objected(422, Set.of("phone"))),
                arguments(refused(401, Answer.Refusal.TOKEN_INVALID), parked(Reason.TOKEN_REJECTED, 401)),
                arguments(refused(403, Answer.Refusal.NO_ACCESS), parked(Reason.NO_ACCESS_TO_LOCATION, 403)),
                arguments(refused(403, Answer.Refusal.FORBIDDEN), parked(Reason.FORBIDDEN, 403)),
                arguments(refused(302, Answer.Refusal.OTHER), failed(Reason.UNEXPECTED_STATUS, 302)),
                arguments(new Answer.WindowExhausted(LATER), new Verdict.Wait(LATER)),
                arguments(new Answer.DayExhausted(LATER), parked(Reason.DAY_EXHAUSTED, null)),
                arguments(new Answer.ServerFault(500), failed(Reason.SERVER_FAULT, 500)),
                arguments(new Answer.ServerFault(502), failed(Reason.SERVER_FAULT, 502)),
                arguments(new Answer.ServerFault(503), failed(Reason.SERVER_FAULT, 503)),
                arguments(new Answer.ServerFault(504), failed(Reason.SERVER_FAULT, 504)),
                arguments(new Answer.NoAnswer(Reason.REQUEST_TIMEOUT, true), failed(Reason.REQUEST_TIMEOUT, null)),
                arguments(new Answer.NoAnswer(Reason.CONNECTION_FAILED, false), failed(Reason.CONNECTION_FAILED, null)),
                arguments(new Answer.NoAnswer(Reason.CONNECTION_LOST, true), failed(Reason.CONNECTION_LOST, null)),
                arguments(new Answer.NotOurs(), new Verdict.Ends(new AttemptOutcome.Abandoned())));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerMeansOneThing(Answer answer, Verdict expected) {
        // When
        Verdict verdict = AnswerRules.classify(answer);

        // Then
        assertThat(verdict).isEqualTo(expected);
    }

    private static Answer refused(int status, Answer.Refusal refusal) {
        return new Answer.Refused(status, refusal, Set.of(), null, null);
    }

    private static Verdict failed(Reason reason, @Nullable Integer status) {
        return new Verdict.Ends(new AttemptOutcome.Failed(reason, status));
    }

    private static Verdict parked(Reason reason, @Nullable Integer status) {
        return new Verdict.Ends(new AttemptOutcome.Parked(reason, status));
    }
}

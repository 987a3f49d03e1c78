package dev.ghlsync.sandbox.api;

import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.faults.Fault;
import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.http.Request;
import dev.ghlsync.sandbox.journal.ClientCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes journal entries. Bodies of token requests are left out: they hold secrets. */
final class Entries {
    private Entries() {}

    static ClientCall of(
            Request request,
            Instant at,
            @Nullable Grant grant,
            Fault fault,
            List<String> openApi,
            Exchange outcome,
            long micros) {
        Reply reply = switch (outcome) {
            case Exchange.Answer answer -> answer.reply();
            case Exchange.CutShort cut -> cut.reply();
            case Exchange.Streamed streamed -> null;
            case Exchange.Hangup hangup -> null;
        };
        boolean answered = outcome instanceof Exchange.Answer;
        int status = answered && reply != null ? reply.status() : 0;
        return new ClientCall(
                at,
                request.method(),
                request.path(),
                request.query(),
                grant == null ? null : grant.locationId(),
                body(request),
                status,
                status >= 400 && reply != null ? reply.json() : null,
                fault instanceof Fault.None ? null : fault.getClass().getSimpleName(),
                openApi,
                micros);
    }

    private static byte[] body(Request request) {
        return request.path().startsWith("/oauth/") ? new byte[0] : request.body();
    }
}

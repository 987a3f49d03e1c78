package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.access.Grant;
import dev.ghlsync.sandbox.access.RateLimits;
import dev.ghlsync.sandbox.access.Tokens;
import dev.ghlsync.sandbox.faults.Fault;
import dev.ghlsync.sandbox.faults.Faults;
import dev.ghlsync.sandbox.http.Exchange;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Params;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.http.Request;
import dev.ghlsync.sandbox.http.Routes;
import dev.ghlsync.sandbox.journal.Journal;
import dev.ghlsync.sandbox.openapi.Specs;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.seed.Stream;
import dev.ghlsync.sandbox.settings.OpenApiMode;
import dev.ghlsync.sandbox.settings.Settings;
import dev.ghlsync.sandbox.time.SandboxClock;
import dev.ghlsync.sandbox.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls in as HighLevel's gateway does: route, token, Version header, quota, scope; then faults strike, the official files are
 * consulted and the handler runs. Everything ends in the journal.
 */
public final class Gate {
    private static final Set<String> VERSIONS = Set.of("2021-07-28", "2021-04-15", "2023-02-21", "v3");
    private static final Grant NOBODY = new Grant(Grant.Kind.COMPANY, "", "", null, "", Set.of());

    private final Routes<Endpoint> routes;
    private final Tokens tokens;
    private final RateLimits limits;
    private final Faults faults;
    private final Journal journal;
    private final Supplier<Settings> settings;
    private final SandboxClock clock;
    private final World world;
    private final Stream traces;

    public Gate(
            Routes<Endpoint> routes,
            Tokens tokens,
            RateLimits limits,
            Faults faults,
            Journal journal,
            Supplier<Settings> settings,
            SandboxClock clock,
            World world,
            Seeds seeds) {
        this.routes = routes;
        this.tokens = tokens;
        this.limits = limits;
        this.faults = faults;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.world = world;
        this.traces = seeds.stream("traces");
    }

    /** What is known of a call when it ends, for answer and journal. */
    private static final class Passage {
        private final Map<String, String> headers = new HashMap<>();
        private @Nullable Grant grant;
        private Fault fault = new Fault.None();
        private List<String> openApi = List.of();
    }

    public Exchange serve(Request request) {
        long start = System.nanoTime();
        var passage = new Passage();
        Exchange outcome;
        try {
            outcome = struck(request, passage);
        } catch (Refusal refusal) {
            outcome = new Exchange.Answer(refusal.reply());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new Exchange.Hangup();
        }
        Exchange finished = finish(outcome, passage);
        journal.add(Entries.of(
                request,
                clock.instant(),
                passage.grant,
                passage.fault,
                passage.openApi,
                finished,
                clock.isHeld() ? 0 : (System.nanoTime() - start) / 1_000));
        return finished;
    }

    private Exchange struck(Request request, Passage passage) throws InterruptedException {
        if (settings.get().refusesPlainUserAgents() && !fromBrowser(request)) {
            throw new Refusal(Reply.text(403, "text/plain; charset=UTF-8", "error code: 1010"));
        }
        var match = routes.find(request.method(), request.path())
                .orElseThrow(() -> Refusal.notFound("Cannot " + request.method() + " " + request.path()));
        Endpoint endpoint = match.target();
        Grant grant = endpoint.open() ? NOBODY : admit(request, endpoint, passage);
        passage.fault = faults.draw(request.method(), request.path(), grant.locationId());
        consult(request, match.pattern(), passage);
        return switch (passage.fault) {
            case Fault.None none -> new Exchange.Answer(work(request, match, grant));
            case Fault.Latency latency -> {
                clock.pause(Duration.ofMillis(latency.ms()));
                yield new Exchange.Answer(work(request, match, grant));
            }
            case Fault.Status status -> new Exchange.Answer(Reply.refusal(status.status(), status.message(), null));
            case Fault.Reset reset -> new Exchange.Hangup();
            case Fault.CutShort cut -> new Exchange.CutShort(work(request, match, grant));
            case Fault.TimeoutAfterSuccess timeout -> {
                work(request, match, grant);
                clock.pause(Duration.ofMillis(timeout.ms()));
                yield new Exchange.Hangup();
            }
            case Fault.Discarded discarded ->
                new Exchange.Answer(work(without(request, discarded.fields()), match, grant));
            case Fault.RefusedButDone refused -> {
                work(request, match, grant);
                yield new Exchange.Answer(
                        refused.status() == 422
                                ? Refusal.unprocessable(List.of(refused.message()))
                                        .reply()
                                : Reply.refusal(refused.status(), refused.message(), null));
            }
            case Fault.Throttled throttled -> {
                passage.headers.put("X-RateLimit-Remaining", "0");
                yield new Exchange.Answer(tooMany());
            }
        };
    }

    private Grant admit(Request request, Endpoint endpoint, Passage passage) {
        String authorization = request.header("authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw Refusal.unauthorized("Invalid JWT");
        }
        Grant grant = tokens.find(authorization.substring("Bearer ".length()).strip())
                .orElseThrow(() -> Refusal.unauthorized("Invalid token: access token is invalid"));
        passage.grant = grant;
        String version = request.header("version");
        if (version == null) {
            throw Refusal.unauthorized("version header was not found.");
        }
        if (!VERSIONS.contains(version)) {
            throw Refusal.unauthorized("version header is invalid");
        }
        RateLimits.Verdict verdict = limits.take(grant);
        passage.headers.putAll(verdict.headers());
        if (!verdict.allowed()) {
            throw new Refusal(tooMany());
        }
        if (!grant.allows(endpoint.scope())) {
            throw Refusal.unauthorized("The token is not authorized for this scope.");
        }
        return grant;
    }

    private void consult(Request request, String pattern, Passage passage) {
        OpenApiMode mode = settings.get().openApi();
        // The files of v3 are others; its calls are answered, but not held against a file.
        if (mode == OpenApiMode.OFF || "v3".equals(request.header("version"))) {
            return;
        }
        passage.openApi = Specs.load().objectionsToRequest(request.method(), pattern, request);
        if (mode == OpenApiMode.ENFORCE && !passage.openApi.isEmpty()) {
            throw Refusal.unprocessable(passage.openApi);
        }
    }

    private Reply work(Request request, Routes.Match<Endpoint> match, Grant grant) {
        return match.target().handler().handle(new ApiCall(new Params(request, match.params()), grant, world));
    }

    private static Request without(Request request, List<String> fields) {
        if (request.json() instanceof ObjectNode body) {
            return request.withBody(Json.bytes(body.remove(fields)));
        }
        return request;
    }

    private static boolean fromBrowser(Request request) {
        String agent = request.header("user-agent");
        return agent != null && agent.startsWith("Mozilla/");
    }

    private static Reply tooMany() {
        return Reply.refusal(429, "Too Many Requests", null);
    }

    /** Adds the trace id and the quota headers, which HighLevel puts on every answer. */
    private Exchange finish(Exchange outcome, Passage passage) {
        return switch (outcome) {
            case Exchange.Answer answer -> new Exchange.Answer(dressed(answer.reply(), passage));
            case Exchange.CutShort cut -> new Exchange.CutShort(dressed(cut.reply(), passage));
            case Exchange.Streamed streamed -> streamed;
            case Exchange.Hangup hangup -> hangup;
        };
    }

    private Reply dressed(Reply reply, Passage passage) {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.putAll(passage.headers);
        JsonNode json = reply.json();
        if (json instanceof ObjectNode object) {
            object.put("traceId", traces.uuid().toString());
        }
        return new Reply(reply.status(), reply.contentType(), reply.text(), json, headers);
    }
}

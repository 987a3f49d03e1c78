package dev.ghlsync.sync.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ghlsync.sync.config.ApiToken;
import dev.ghlsync.sync.domain.mirror.Kind;
import dev.ghlsync.sync.ops.Health;
import dev.ghlsync.sync.query.Request.BadRequestException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Answers requests: here when the location is here, otherwise from the instance that holds it. Thread-safe. */
public final class QueryApi {
    private static final String BEARER = "Bearer ";
    private static final int LIMIT_MAX = 500;
    private static final String LIMIT_DEFAULT = "100";
    private static final Set<String> LOOKUPS = Set.of("email", "phone", "ghlContactId", "externalId");

    private final Ownership ownership;
    private final Forwarder forwarder;
    private final Health health;
    private final Supplier<String> metrics;
    private final @Nullable ApiToken token;

    /**
     * @param metrics current metrics in Prometheus' text format
     * @param token bearer token of everything but health, null for none
     */
    public QueryApi(Ownership ownership, Health health, Supplier<String> metrics, @Nullable ApiToken token) {
        this.ownership = ownership;
        this.forwarder = new Forwarder();
        this.health = health;
        this.metrics = metrics;
        this.token = token;
    }

    Answer answer(Request request) {
        try {
            var match = QueryRoute.match(request.parts());
            if (match.isEmpty()) {
                return Answer.error(404, "There is no such path; docs/openapi/query.yaml lists them.");
            }
            if (!request.method().equals("GET")) {
                return Answer.with(405, "Allow", "GET", "This path is only read; use GET.");
            }
            return isAllowed(match.get().route(), request)
                    ? routed(match.get(), request)
                    : Answer.with(
                            401,
                            "WWW-Authenticate",
                            "Bearer",
                            "The request lacks the API token; send it as Authorization: Bearer.");
        } catch (BadRequestException e) {
            return Answer.error(400, e.sentence());
        } catch (InvalidStateStoreException e) {
            return Answer.unavailable("The location moved while it was read; try again shortly.");
        }
    }

    private boolean isAllowed(QueryRoute route, Request request) {
        if (token == null || !route.needsToken()) {
            return true;
        }
        var presented = request.authorization();
        return presented != null
                && presented.startsWith(BEARER)
                && token.is(presented.substring(BEARER.length()).strip());
    }

    private Answer routed(QueryRoute.Match match, Request request) {
        return switch (match.route()) {
            case LIVENESS -> health(health.live());
            case READINESS -> health(health.ready());
            case METRICS -> Answer.text("text/plain; version=0.0.4; charset=utf-8", metrics.get());
            case LOCATION, CONTACTS, CONTACT, JOURNEY, REPLAY, CHANGE, BOOKINGS, OPPORTUNITIES, TASKS, DEFINITIONS ->
                located(match, request);
        };
    }

    private Answer health(boolean good) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("status", good ? "UP" : "DOWN")
                .put("streams", health.state());
        return Answer.json(good ? 200 : 503, body);
    }

    private Answer located(QueryRoute.Match match, Request request) {
        var locationId = match.values().getFirst();
        if (match.values().contains("")) {
            return Answer.error(400, "The path has an empty id; fill it in.");
        }
        return switch (ownership.of(locationId)) {
            case Ownership.Whereabouts.Here here -> here(here.stores(), match, request.parameters());
            case Ownership.Whereabouts.There there ->
                request.forwarded()
                        ? Answer.unavailable(
                                "Location " + locationId + " is moving between instances; try again shortly.")
                        : forwarder.ask(there.instance(), request);
            case Ownership.Whereabouts.Moving moving -> Answer.unavailable(moving.why());
        };
    }

    private static Answer here(LocationStores stores, QueryRoute.Match match, Map<String, String> parameters) {
        var locationId = match.values().getFirst();
        var location = stores.locations().get(locationId);
        if (location == null) {
            return Answer.error(404, "Location " + locationId + " was never connected; connect it first.");
        }
        var queries = new LocationQueries(stores, location);
        requireOnly(match.route().parameters(), parameters);
        var objects = new ObjectQueries(stores, location);
        return switch (match.route()) {
            case LOCATION -> queries.summary();
            case CONTACT -> queries.contact(match.values().get(1));
            case CHANGE -> queries.change(match.values().get(1));
            case REPLAY ->
                queries.replay(
                        match.values().get(1),
                        Request.list(parameters.getOrDefault("fields", "")),
                        Request.version(parameters.get("version")));
            case CONTACTS -> contacts(queries, parameters);
            case JOURNEY ->
                queries.contactId(match.values().get(1))
                        .map(objects::journey)
                        .orElseGet(() -> queries.contact(match.values().get(1)));
            case BOOKINGS -> objects.page(List.of(Kind.BOOKING), "bookings", paging(parameters), parameters);
            case OPPORTUNITIES ->
                objects.page(List.of(Kind.OPPORTUNITY), "opportunities", paging(parameters), parameters);
            case TASKS -> objects.page(List.of(Kind.TASK), "tasks", paging(parameters), parameters);
            case DEFINITIONS -> objects.page(ObjectQueries.DEFINITIONS, "definitions", paging(parameters), parameters);
            case LIVENESS, READINESS, METRICS ->
                throw new IllegalStateException(match.route() + " is not about a location.");
        };
    }

    private static Answer contacts(LocationQueries queries, Map<String, String> parameters) {
        var lookups =
                parameters.keySet().stream().filter(LOOKUPS::contains).sorted().toList();
        if (lookups.isEmpty()) {
            return queries.page(
                    limit(parameters), Cursor.id(parameters.getOrDefault("cursor", "")), ContactFilter.of(parameters));
        }
        requireOnly(Set.of(lookups.getFirst()), parameters);
        var value = parameters.get(lookups.getFirst());
        return switch (lookups.getFirst()) {
            case "email" -> queries.byEmail(value);
            case "phone" -> queries.byPhone(value);
            case "ghlContactId" -> queries.byGhlContactId(value);
            case "externalId" -> queries.byExternalId(value);
            default -> throw new IllegalStateException(lookups.getFirst() + " is no lookup.");
        };
    }

    private static Paging paging(Map<String, String> parameters) {
        return new Paging(limit(parameters), Cursor.id(parameters.getOrDefault("cursor", "")));
    }

    private static void requireOnly(Set<String> known, Map<String, String> parameters) {
        var unknown = parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadRequestException("Parameters " + unknown + " do not belong here"
                    + (known.isEmpty()
                            ? ""
                            : " beside " + known.stream().sorted().toList()) + "; leave them out.");
        }
    }

    private static int limit(Map<String, String> parameters) {
        var text = parameters.getOrDefault("limit", LIMIT_DEFAULT);
        if (text.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        }
        throw new BadRequestException("Parameter limit is no whole number from 1 to " + LIMIT_MAX + "; correct it.");
    }
}

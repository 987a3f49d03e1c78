package dev.ghlsync.sync.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes of the process; all are read with GET. docs/openapi/query.yaml documents them. */
public enum QueryRoute {
    LOCATION("/locations/{locationId}"),
    CONTACTS("/locations/{locationId}/contacts"),
    CONTACT("/locations/{locationId}/contacts/{contactId}"),
    JOURNEY("/locations/{locationId}/contacts/{contactId}/journey"),
    REPLAY("/locations/{locationId}/contacts/{contactId}/replay"),
    CHANGE("/locations/{locationId}/changes/{changeId}"),
    BOOKINGS("/locations/{locationId}/bookings"),
    OPPORTUNITIES("/locations/{locationId}/opportunities"),
    TASKS("/locations/{locationId}/tasks"),
    DEFINITIONS("/locations/{locationId}/definitions"),
    LIVENESS("/health/liveness"),
    READINESS("/health/readiness"),
    METRICS("/prometheus");

    private final String template;

    QueryRoute(String template) {
        this.template = template;
    }

    public String template() {
        return template;
    }

    /** Health checks carry no data and no token. */
    boolean needsToken() {
        return this != LIVENESS && this != READINESS;
    }

    /** Query parameters it knows. */
    Set<String> parameters() {
        return switch (this) {
            case CONTACTS ->
                Set.of("email", "phone", "ghlContactId", "externalId", "limit", "cursor", "tag", "updatedSince");
            case BOOKINGS -> Set.of("limit", "cursor", "status", "calendarId", "updatedSince");
            case OPPORTUNITIES -> Set.of("limit", "cursor", "status", "pipelineId", "updatedSince");
            case TASKS -> Set.of("limit", "cursor", "status", "updatedSince");
            case REPLAY -> Set.of("fields", "version");
            case DEFINITIONS -> Set.of("limit", "cursor", "type");
            case LOCATION, CONTACT, JOURNEY, CHANGE, LIVENESS, READINESS, METRICS -> Set.of();
        };
    }

    /** A route and the values of its variables, in their order. */
    record Match(QueryRoute route, List<String> values) {}

    /** @param path decoded parts of a path */
    static Optional<Match> match(List<String> path) {
        for (var route : values()) {
            var values = route.valuesIn(path);
            if (values.isPresent()) {
                return Optional.of(new Match(route, values.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> valuesIn(List<String> path) {
        var parts = List.of(template.substring(1).split("/"));
        if (path.size() != parts.size()) {
            return Optional.empty();
        }
        var values = new ArrayList<String>();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).startsWith("{")) {
                values.add(path.get(i));
            } else if (!parts.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(values));
    }
}

package dev.ghlsync.sync.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of the process; all are read with GET. docs/openapi/query.yaml documents them. */
public enum QueryRoute {
    LOCATION("/locations/{locationId}"),
    CONTACTS("/locations/{locationId}/contacts"),
    CONTACT("/locations/{locationId}/contacts/{contactId}"),
    REPLAY("/locations/{locationId}/contacts/{contactId}/replay"),
    CHANGE("/locations/{locationId}/changes/{changeId}"),
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

package dev.ghlsync.push.dlq.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of the operator API. docs/openapi/operator.yaml documents them. */
public enum OperatorRoute {
    ENTRIES("GET", "/dlq/entries"),
    GROUPS("GET", "/dlq/groups"),
    ENTRY("GET", "/dlq/entries/{entryId}"),
    VALUE("GET", "/dlq/entries/{entryId}/value"),
    PLAYBOOK("GET", "/dlq/playbooks/{reason}"),
    PREVIEWS("POST", "/dlq/previews"),
    REPLAYS("POST", "/dlq/replays"),
    RESOLUTIONS("POST", "/dlq/resolutions"),
    EDIT("POST", "/dlq/entries/{entryId}/edit"),
    RESYNC_CONTACT("POST", "/locations/{locationId}/contacts/{contactId}/resync");

    private final String method;
    private final String template;

    OperatorRoute(String method, String template) {
        this.method = method;
        this.template = template;
    }

    public String method() {
        return method;
    }

    public String template() {
        return template;
    }

    /** A route and the values of its variables, in their order. */
    record Match(OperatorRoute route, List<String> values) {}

    /** @param path decoded parts */
    static Optional<Match> match(String method, List<String> path) {
        for (OperatorRoute route : values()) {
            Optional<List<String>> values = route.valuesIn(path);
            if (values.isPresent() && route.method.equals(method)) {
                return Optional.of(new Match(route, values.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<List<String>> valuesIn(List<String> path) {
        List<String> parts = List.of(template.substring(1).split("/"));
        if (path.size() != parts.size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
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

package dev.ghlsync.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.seed.Seeds;
import dev.ghlsync.sandbox.seed.Stream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules in force; the first that strikes decides. Draws follow from the seed and the order of calls. Thread-safe. */
public final class Faults {
    private final List<FaultRule> rules = new ArrayList<>();
    private final Stream draws;
    private int made;

    public Faults(Seeds seeds) {
        this.draws = seeds.stream("faults");
    }

    public synchronized Fault draw(String method, String path, @Nullable String locationId) {
        for (int i = 0; i < rules.size(); i++) {
            FaultRule rule = rules.get(i);
            if (rule.count() == 0 || !rule.matches(method, path, locationId)) {
                continue;
            }
            if (rule.skip() > 0) {
                rules.set(i, rule.after(true));
            } else if (rule.probability() >= 1 || draws.chance(rule.probability())) {
                rules.set(i, rule.after(false));
                return rule.fault();
            }
        }
        return new Fault.None();
    }

    /** Adds a rule and returns its id. */
    public synchronized String add(JsonNode json) {
        String id = "fault-" + ++made;
        rules.add(FaultRule.read(id, json));
        return id;
    }

    public synchronized boolean remove(String id) {
        return rules.removeIf(rule -> rule.id().equals(id));
    }

    public synchronized void clear() {
        rules.clear();
    }

    /** The rules as they were given, each with its id and how many strikes it has left (absent: no bound). */
    public synchronized ArrayNode json() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (FaultRule rule : rules) {
            ObjectNode json = list.addObject().put("id", rule.id());
            if (rule.source() instanceof ObjectNode source) {
                json.setAll(source);
            }
            if (rule.count() >= 0) {
                json.put("left", rule.count());
            }
        }
        return list;
    }
}

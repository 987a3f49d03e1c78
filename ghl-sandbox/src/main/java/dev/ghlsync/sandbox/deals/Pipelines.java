package dev.ghlsync.sandbox.deals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.seed.Stream;
import java.util.List;
import java.util.Optional;

/** The pipelines of a location, made once with it. */
public record Pipelines(List<ObjectNode> all) {

    /** Two pipelines as a new sub-account might have them. */
    public static Pipelines make(String locationId, Stream ids) {
        return new Pipelines(List.of(
                pipeline(locationId, ids, "Sales", "New Lead", "Contacted", "Proposal Sent", "Closed"),
                pipeline(locationId, ids, "Onboarding", "Kick-off", "In Progress", "Done")));
    }

    public Optional<ObjectNode> find(String id) {
        return all.stream()
                .filter(pipeline -> pipeline.path("id").asText().equals(id))
                .findFirst();
    }

    public static String firstStage(ObjectNode pipeline) {
        return pipeline.path("stages").path(0).path("id").asText();
    }

    public static boolean hasStage(ObjectNode pipeline, String stageId) {
        for (JsonNode stage : pipeline.path("stages")) {
            if (stage.path("id").asText().equals(stageId)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode pipeline(String locationId, Stream ids, String name, String... stages) {
        ObjectNode pipeline = Json.object().put("id", ids.id()).put("name", name);
        ArrayNode list = pipeline.putArray("stages");
        for (String stage : stages) {
            list.addObject()
                    .put("id", ids.uuid().toString())
                    .put("name", stage)
                    .put("position", list.size() - 1)
                    .put("showInFunnel", true)
                    .put("showInPieChart", true);
        }
        return pipeline.put("showInFunnel", false).put("showInPieChart", true).put("locationId", locationId);
    }
}

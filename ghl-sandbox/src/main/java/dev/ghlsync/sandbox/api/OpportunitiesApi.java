package dev.ghlsync.sandbox.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.sandbox.deals.Pipelines;
import dev.ghlsync.sandbox.http.Json;
import dev.ghlsync.sandbox.http.Refusal;
import dev.ghlsync.sandbox.http.Reply;
import dev.ghlsync.sandbox.locations.CustomFields;
import dev.ghlsync.sandbox.openapi.Dto;
import dev.ghlsync.sandbox.shelf.Documents;
import dev.ghlsync.sandbox.time.Dates;
import dev.ghlsync.sandbox.world.SubAccount;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Single opportunities and the pipelines they move through. */
final class OpportunitiesApi {
    private static final Dto CREATE = new Dto("opportunities", "CreateDto", Set.of(), Set.of("source"));
    private static final Dto UPDATE = new Dto("opportunities", "UpdateOpportunityDto");
    private static final Dto STATUS = new Dto("opportunities", "UpdateStatusDto");
    private static final Dto UPSERT = new Dto(
            "opportunities",
            "UpsertOpportunityDto",
            Set.of("followers", "isRemoveAllFollowers", "followersActionType"),
            Set.of("contactId"));

    private final InstantSource clock;

    OpportunitiesApi(InstantSource clock) {
        this.clock = clock;
    }

    Reply pipelines(ApiCall call) {
        SubAccount account = call.location(call.params().query("locationId"));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("pipelines");
        account.pipelines().all().forEach(list::add);
        return Reply.ok(answer);
    }

    Reply create(ApiCall call) {
        ObjectNode body = CREATE.checked(call.body());
        SubAccount account = call.location(call.bodyText("locationId"));
        return Reply.json(201, wrapped(account, made(call, account, body)));
    }

    Reply get(ApiCall call) {
        SubAccount account = call.own();
        return Reply.ok(wrapped(account, find(account, call.params().path("id"))));
    }

    Reply update(ApiCall call) {
        SubAccount account = call.own();
        return Reply.ok(wrapped(account, changed(account, call.params().path("id"), UPDATE.checked(call.body()))));
    }

    Reply status(ApiCall call) {
        changed(call.own(), call.params().path("id"), STATUS.checked(call.body()));
        return Reply.ok(Json.object().put("succeded", true));
    }

    Reply delete(ApiCall call) {
        SubAccount account = call.own();
        if (!account.opportunities().remove(call.params().path("id"))) {
            throw unknown(call.params().path("id"));
        }
        return Reply.ok(Json.object().put("succeded", true));
    }

    /** By id when one is given; else the contact's opportunity in the same pipeline, unless duplicates are allowed. */
    Reply upsert(ApiCall call) {
        ObjectNode body = UPSERT.checked(call.body());
        SubAccount account = call.location(call.bodyText("locationId"));
        String id = Json.text(body, "id");
        String existing = id != null ? find(account, id).path("id").asText() : sameDeal(account, body);
        ObjectNode wanted = Documents.only(
                body,
                "pipelineId",
                "name",
                "status",
                "pipelineStageId",
                "monetaryValue",
                "assignedTo",
                "lostReasonId",
                "contactId",
                "locationId");
        ObjectNode opportunity = existing.isEmpty()
                ? made(call, account, wanted)
                : changed(account, existing, wanted.without(List.of("locationId", "contactId")));
        ObjectNode answer = Json.object();
        answer.set("opportunity", OpportunityJson.shown(opportunity, account));
        return Reply.ok(answer.put("new", existing.isEmpty()));
    }

    private ObjectNode made(ApiCall call, SubAccount account, ObjectNode body) {
        String contactId = body.path("contactId").asText();
        call.contact(contactId);
        if (!account.location().settings().allowDuplicateOpportunity()
                && !sameDeal(account, body).isEmpty()) {
            throw Refusal.badRequest("Can not create duplicate opportunity for the contact.");
        }
        ObjectNode pipeline = pipeline(account, body.path("pipelineId").asText());
        String now = Dates.iso(clock.instant());
        ObjectNode opportunity = Json.object().put("id", account.ids().id());
        Documents.patched(opportunity, body);
        if (!opportunity.has("pipelineStageId")) {
            opportunity.put("pipelineStageId", Pipelines.firstStage(pipeline));
        }
        checkStage(pipeline, opportunity);
        readCustomFields(account, opportunity);
        return account.opportunities()
                .put(opportunity
                        .put("createdAt", now)
                        .put("updatedAt", now)
                        .put("lastStatusChangeAt", now)
                        .put("lastStageChangeAt", now)
                        .put("lastActionDate", now)
                        .put("indexVersion", 1));
    }

    private ObjectNode changed(SubAccount account, String id, ObjectNode patch) {
        return account.opportunities()
                .change(id, opportunity -> {
                    ObjectNode before = opportunity.deepCopy();
                    Documents.patched(opportunity, patch);
                    checkStage(pipeline(account, opportunity.path("pipelineId").asText()), opportunity);
                    readCustomFields(account, opportunity);
                    String now = Dates.iso(clock.instant());
                    opportunity.put("updatedAt", now).put("lastActionDate", now);
                    opportunity.put(
                            "indexVersion", opportunity.path("indexVersion").asInt() + 1);
                    if (Documents.differ(before, opportunity, "status")) {
                        opportunity.put("lastStatusChangeAt", now);
                    }
                    if (Documents.differ(before, opportunity, "pipelineStageId")) {
                        opportunity.put("lastStageChangeAt", now);
                    }
                    return opportunity;
                })
                .orElseThrow(() -> unknown(id));
    }

    private static String sameDeal(SubAccount account, ObjectNode body) {
        return account.opportunities().all().stream()
                .filter(deal -> Documents.fits(
                                deal, "contactId", body.path("contactId").asText("none"))
                        && Documents.fits(
                                deal, "pipelineId", body.path("pipelineId").asText()))
                .map(deal -> deal.path("id").asText())
                .findFirst()
                .orElse("");
    }

    private static void readCustomFields(SubAccount account, ObjectNode opportunity) {
        if (!opportunity.path("customFields").isArray()) {
            return;
        }
        ArrayNode kept = Json.MAPPER.createArrayNode();
        opportunity
                .path("customFields")
                .forEach(entry -> CustomFields.idOf(entry, account.location().customFields())
                        .ifPresent(id -> CustomFields.valueOf(entry)
                                .ifPresent(
                                        value -> kept.addObject().put("id", id).set("value", value))));
        opportunity.set("customFields", kept);
    }

    private static void checkStage(ObjectNode pipeline, ObjectNode opportunity) {
        if (!Pipelines.hasStage(pipeline, opportunity.path("pipelineStageId").asText())) {
            throw Refusal.badRequest("The pipeline stage id is invalid.");
        }
    }

    private static ObjectNode pipeline(SubAccount account, String id) {
        return account.pipelines().find(id).orElseThrow(() -> Refusal.badRequest("The pipeline id is invalid."));
    }

    private static ObjectNode find(SubAccount account, String id) {
        return account.opportunities().find(id).orElseThrow(() -> unknown(id));
    }

    private static Refusal unknown(String id) {
        return Refusal.badRequest("Opportunity with id " + id + " not found");
    }

    private static ObjectNode wrapped(SubAccount account, ObjectNode opportunity) {
        return Json.object().set("opportunity", OpportunityJson.shown(opportunity, account));
    }
}

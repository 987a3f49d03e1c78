package dev.ghlsync.push.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Snapshot;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateAttemptTest {
    private final SandboxLocation location = new SandboxLocation();

    @AfterEach
    void close() {
        location.close();
    }

    @Test
    void tagsGoFirstSoThatThePutShowsTheContactAfterEverything() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\",\"city\":\"Rome\",\"tags\":[\"old\",\"keep\"]}");

        // When
        AttemptOutcome outcome = location.run(Wishes.update(id)
                .set("city", "Rome", "Oslo")
                .tags(Set.of("new"), Set.of("old"))
                .wish());

        // Then
        assertThat(location.calls())
                .containsExactly("DELETE /contacts/{id}/tags", "POST /contacts/{id}/tags", "PUT /contacts/{id}");
        Settlement settlement = settled(outcome);
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(settlement.ghlContactId()).isEqualTo(id);
        assertThat(settlement.snapshot().source()).isEqualTo(Snapshot.Source.WRITE_RESPONSE);
        assertThat(settlement.snapshot().at()).isNotNull();
        assertThat(settlement.snapshot().contact().value("city")).isEqualTo("Oslo");
        assertThat(settlement.snapshot().contact().tags()).containsExactlyInAnyOrder("keep", "new");
        assertThat(location.requests().getLast().path("body").toString()).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void tagsAloneEndWithARead() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");

        // When
        AttemptOutcome outcome =
                location.run(Wishes.update(id).tags(Set.of("VIP"), Set.of()).wish());

        // Then
        assertThat(location.calls()).containsExactly("POST /contacts/{id}/tags", "GET /contacts/{id}");
        assertThat(settled(outcome).outcome()).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(settled(outcome).snapshot().source()).isEqualTo(Snapshot.Source.GET);
    }

    @Test
    void everyFieldArrivesAndEveryFieldCanBeCleared() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\",\"email\":\"ada@example.com\"}");
        Wishes full = Wishes.update(id)
                .set("givenName", "Grace")
                .set("familyName", "Hopper")
                .set("email", "grace@example.com")
                .set("phone", "+12025550123")
                .set("addressLine1", "1 Main St")
                .set("city", "Oslo")
                .set("state", "OS")
                .set("postalCode", "0150")
                .set("country", "NO")
                .set("website", "https://example.com")
                .set("dateOfBirth", "1990-02-03")
                .set("timezone", "Europe/Oslo");
        Wishes cleared = Wishes.update(id)
                .set("familyName", null)
                .set("phone", null)
                .set("addressLine1", null)
                .set("city", null)
                .set("state", null)
                .set("website", null)
                .set("dateOfBirth", null)
                .set("timezone", null);

        // When
        Settlement written = settled(location.run(full.wish()));
        Settlement emptied = settled(location.run(cleared.wish()));

        // Then
        assertThat(written.outcome()).as("%s", written.fields()).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(emptied.outcome()).as("%s", emptied.fields()).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(location.contactOf(id).path("city").isMissingNode()
                        || location.contactOf(id).path("city").isNull())
                .isTrue();
        assertThat(location.requests())
                .allMatch(call -> call.at("/verdict/allowedByOpenApi").asBoolean());
    }

    @Test
    void customFieldsOfEveryShapeArrive() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        String field = location.customFieldIds().getFirst();

        // When
        Settlement settlement = settled(location.run(
                Wishes.update(id).set("customFields." + field, "\"hello\"").wish()));

        // Then
        assertThat(settlement.fields()).extracting(FieldReport::field).containsExactly("customFields." + field);
        assertThat(location.requests().getLast().path("body").toString())
                .isEqualTo("{\"customFields\":[{\"id\":\"" + field + "\",\"field_value\":\"hello\"}]}");
    }

    @Test
    void anInvalidPhoneIsRefusedAndTheRestArrives() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");

        // When
        Settlement settlement = settled(location.run(
                Wishes.update(id).set("phone", "12").set("city", "Oslo").wish()));

        // Then
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.PARTLY);
        assertThat(settlement.reason()).isEqualTo(Reason.FIELD_REFUSED);
        assertThat(settlement.fields())
                .extracting(FieldReport::field, FieldReport::result)
                .containsExactlyInAnyOrder(
                        tuple("phone", FieldReport.Result.REFUSED), tuple("city", FieldReport.Result.APPLIED));
        assertThat(location.contactOf(id).path("city").asText()).isEqualTo("Oslo");
    }

    @Test
    void a422ThatNamesNothingIsSplitOnce() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        location.fault(
                "{\"kind\":\"status\",\"status\":422,\"message\":\"Unprocessable\",\"method\":\"PUT\",\"count\":1}");
        location.fault(
                "{\"kind\":\"status\",\"status\":422,\"message\":\"Unprocessable\",\"method\":\"PUT\",\"count\":1}");

        // When
        Settlement settlement = settled(location.run(Wishes.update(id)
                .set("state", "X")
                .set("city", "Oslo")
                .set("website", "https://example.com")
                .wish()));

        // Then
        assertThat(location.calls())
                .containsExactly(
                        "PUT /contacts/{id}", "PUT /contacts/{id}", "PUT /contacts/{id}", "PUT /contacts/{id}");
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.PARTLY);
        assertThat(settlement.fields().stream()
                        .filter(f -> f.result() == FieldReport.Result.REFUSED)
                        .map(FieldReport::field))
                .containsExactly("state");
    }

    @Test
    void aFieldThatGhlDoesNotKeepIsReported() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        location.fault("{\"kind\":\"discarded\",\"fields\":[\"website\"],\"method\":\"PUT\"}");

        // When
        Settlement settlement = settled(location.run(Wishes.update(id)
                .set("website", "https://example.com")
                .set("city", "Oslo")
                .wish()));

        // Then
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.PARTLY);
        assertThat(settlement.reason()).isEqualTo(Reason.SILENTLY_DISCARDED);
    }

    @ParameterizedTest
    @CsvSource({"false, NOT_SENT", "true, REFUSED"})
    void theCompanyNameIsSentOnUpdatesOnlyWhereAllowed(boolean allowed, FieldReport.Result result) {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        if (allowed) {
            location.allowCompanyNameOnUpdate();
        }

        // When
        Settlement settlement = settled(location.run(
                Wishes.update(id).set("company", "Acme").set("city", "Oslo").wish()));

        // Then
        assertThat(settlement.fields().stream().collect(Collectors.toMap(FieldReport::field, FieldReport::result)))
                .containsEntry("company", result)
                .containsEntry("city", FieldReport.Result.APPLIED);
    }

    @Test
    void aSecondAttemptReadsFirstAndDoesNotOverwriteWhatChanged() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\",\"city\":\"Rome\",\"state\":\"LZ\"}");
        location.edit(id, "{\"city\":\"Bern\"}");

        // When
        Settlement settlement = settled(location.run(Wishes.update(id)
                .attempt(2)
                .set("city", "Rome", "Oslo")
                .set("state", "LZ", "OS")
                .wish()));

        // Then
        assertThat(location.calls()).containsExactly("GET /contacts/{id}", "PUT /contacts/{id}");
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.PARTLY);
        assertThat(settlement.reason()).isEqualTo(Reason.CHANGED_IN_GHL);
        assertThat(settlement.snapshot().contact().value("city")).isEqualTo("Bern");
        assertThat(location.contactOf(id).path("state").asText()).isEqualTo("OS");
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\",\"city\":\"Oslo\",\"tags\":[\"vip\"]}");

        // When
        Settlement settlement = settled(location.run(
                Wishes.update(id)
                        .set("city", "Rome", "Oslo")
                        .tags(Set.of("VIP"), Set.of())
                        .wish(),
                Carry.CAREFUL));

        // Then
        assertThat(location.calls()).containsExactly("GET /contacts/{id}");
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(settlement.reason()).isEqualTo(Reason.ALREADY_AS_WANTED);
    }

    @Test
    void aMissingContactIsGoneOnlyAfterARead() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        location.delete(id);

        // When
        Settlement settlement =
                settled(location.run(Wishes.update(id).set("city", "Oslo").wish()));

        // Then
        assertThat(location.calls()).containsExactly("PUT /contacts/{id}", "GET /contacts/{id}");
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.GONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"status\",\"status\":500} | server_fault",
                "{\"kind\":\"status\",\"status\":502} | server_fault",
                "{\"kind\":\"status\",\"status\":503} | server_fault",
                "{\"kind\":\"status\",\"status\":504} | server_fault",
                "{\"kind\":\"reset\"} | connection_lost",
                "{\"kind\":\"cut-short\"} | connection_lost",
                "{\"kind\":\"timeout-after-success\",\"ms\":9000} | request_timeout"
            })
    void whatMayWorkNextTimeIsAFailure(String fault, String reason) {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        location.fault(fault);

        // When
        AttemptOutcome outcome =
                location.run(Wishes.update(id).set("city", "Oslo").wish());

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        AttemptOutcome.Failed.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo(reason));
    }

    @Test
    void a429WaitsAndSpendsNoAttempt() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        location.fault("{\"kind\":\"throttled\",\"method\":\"PUT\"}");

        // When
        AttemptOutcome outcome = location.run(Wishes.update(id)
                .set("city", "Oslo")
                .tags(Set.of("vip"), Set.of())
                .wish());

        // Then
        assertThat(outcome).isInstanceOfSatisfying(AttemptOutcome.Deferred.class, deferred -> {
            assertThat(deferred.scope()).isEqualTo(AttemptOutcome.Scope.LOCATION);
            assertThat(deferred.carry()).isEqualTo(Carry.CAREFUL);
        });
    }

    @Test
    void aRefusalKeepsItsStatusWhenTheRestHasToWait() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");
        location.fault(
                "{\"kind\":\"status\",\"status\":422,\"message\":\"phone is invalid\",\"method\":\"PUT\",\"count\":1}");
        location.fault("{\"kind\":\"throttled\",\"method\":\"PUT\",\"count\":1}");
        var wish = Wishes.update(id)
                .set("phone", "+12125550100")
                .set("city", "Oslo")
                .wish();
        Carry carry = ((AttemptOutcome.Deferred) location.run(wish)).carry();

        // When
        Settlement settlement = settled(location.run(wish, carry));

        // Then
        assertThat(settlement.httpStatus()).isEqualTo(422);
        assertThat(settlement.fields())
                .extracting(FieldReport::field, FieldReport::result, FieldReport::httpStatus)
                .containsExactlyInAnyOrder(
                        tuple("phone", FieldReport.Result.REFUSED, 422),
                        tuple("city", FieldReport.Result.APPLIED, null));
    }

    @Test
    void aRejectedTokenParks() {
        // Given
        String id = location.contact("{\"firstName\":\"Ada\"}");

        // When
        AttemptOutcome outcome =
                location.runWithToken(Wishes.update(id).set("city", "Oslo").wish(), "pit-wrong");

        // Then
        assertThat(outcome).isEqualTo(new AttemptOutcome.Parked(Reason.TOKEN_REJECTED, 401));
    }

    private static Settlement settled(AttemptOutcome outcome) {
        assertThat(outcome).isInstanceOf(AttemptOutcome.Settled.class);
        return ((AttemptOutcome.Settled) outcome).settlement();
    }
}

package dev.ghlsync.push.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ghlsync.push.domain.AttemptOutcome;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.FieldReport;
import dev.ghlsync.push.domain.Reason;
import dev.ghlsync.push.domain.Refusal;
import dev.ghlsync.push.domain.Settlement;
import dev.ghlsync.push.domain.Snapshot;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateAttemptTest {
    private final SandboxLocation location = new SandboxLocation();
    private final Wishes ada = Wishes.create()
            .set("givenName", "Ada")
            .set("familyName", "Lovelace")
            .set("email", "ada@example.com")
            .set("phone", "+12025550123")
            .set("company", "Analytical")
            .set("timezone", "Europe/London")
            .tags(Set.of("VIP"), Set.of());

    @AfterEach
    void close() {
        location.close();
    }

    @Test
    void oneCallCreatesTheWholeContact() {
        // When
        Settlement settlement = settled(location.run(ada.wish()));

        // Then
        assertThat(location.calls()).containsExactly("POST /contacts/");
        assertThat(settlement.outcome()).as("%s", settlement.fields()).isEqualTo(Settlement.Outcome.APPLIED);
        assertThat(settlement.snapshot().source()).isEqualTo(Snapshot.Source.WRITE_RESPONSE);
        assertThat(location.contactOf(settlement.ghlContactId())
                        .path("companyName")
                        .asText())
                .isEqualTo("Analytical");
        assertThat(location.requests())
                .allMatch(call -> call.at("/verdict/allowedByOpenApi").asBoolean());
    }

    @Test
    void aDuplicateIsReadAndReportedNotWritten() {
        // Given
        String existing = location.contact("{\"firstName\":\"Other\",\"email\":\"ada@example.com\"}");

        // When
        Settlement settlement = settled(location.run(ada.wish()));

        // Then
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.DUPLICATE_OF);
        assertThat(settlement.ghlContactId()).isEqualTo(existing);
        assertThat(settlement.matchingField()).isEqualTo("email");
        assertThat(settlement.snapshot().contact().value("givenName")).isEqualToIgnoringCase("Other");
        assertThat(location.calls()).containsExactly("POST /contacts/", "GET /contacts/{id}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"timeout-after-success\",\"ms\":9000,\"method\":\"POST\",\"count\":1}",
                "{\"kind\":\"cut-short\",\"method\":\"POST\",\"count\":1}"
            })
    void anUncertainCreateIsLookedUpBeforeTheNext(String fault) {
        // Given
        location.allowDuplicates();
        location.fault(fault);
        AttemptOutcome first = location.run(ada.wish());

        // When
        Settlement second = settled(location.run(ada.attempt(2).wish()));

        // Then
        assertThat(first).isInstanceOf(AttemptOutcome.Failed.class);
        assertThat(second.outcome()).isEqualTo(Settlement.Outcome.DUPLICATE_OF);
        assertThat(second.matchingField()).isEqualTo("email");
        assertThat(location.contacts()).hasSize(1);
    }

    @Test
    void aRefusalThatHidesACreatedContactMakesNoSecondOne() {
        // Given
        location.allowDuplicates();
        location.fault("{\"kind\":\"refused-but-done\",\"status\":422,\"message\":\"phone is invalid\","
                + "\"method\":\"POST\",\"count\":1}");

        // When
        AttemptOutcome first = location.run(ada.wish());
        Carry carry = ((AttemptOutcome.Deferred) first).carry();
        Settlement second = settled(location.run(ada.wish(), carry));

        // Then
        assertThat(carry).isEqualTo(new Carry(true, Map.of("phone", new Refusal(Reason.FIELD_REFUSED, 422)), false));
        assertThat(second.outcome()).isEqualTo(Settlement.Outcome.DUPLICATE_OF);
        assertThat(location.contacts()).hasSize(1);
    }

    @Test
    void aRefusedFieldIsLeftOutOfTheNextTry() {
        // Given
        Wishes bad = Wishes.create().set("email", "bob@example.com").set("phone", "12");

        // When
        Carry carry = ((AttemptOutcome.Deferred) location.run(bad.wish())).carry();
        Settlement settlement = settled(location.run(bad.wish(), carry));

        // Then
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.PARTLY);
        assertThat(settlement.reason()).isEqualTo(Reason.FIELD_REFUSED);
        assertThat(settlement.fields())
                .filteredOn(f -> f.result() == FieldReport.Result.REFUSED)
                .extracting(FieldReport::field, FieldReport::httpStatus)
                .containsExactly(tuple("phone", 422));
        assertThat(settlement.ghlContactId()).isNotNull();
        assertThat(location.contacts()).hasSize(1);
    }

    @Test
    void a422ThatNamesNothingCreatesByIdentityAndSendsTheRestFieldByField() {
        // Given
        Wishes bob = Wishes.create()
                .set("email", "bob@example.com")
                .set("city", "Oslo")
                .set("state", "OS");
        location.fault(
                "{\"kind\":\"status\",\"status\":422,\"message\":\"Unprocessable\",\"method\":\"POST\",\"count\":1}");

        // When
        Carry carry = ((AttemptOutcome.Deferred) location.run(bob.wish())).carry();
        location.fault(
                "{\"kind\":\"status\",\"status\":422,\"message\":\"Unprocessable\",\"method\":\"PUT\",\"count\":1}");
        Settlement settlement = settled(location.run(bob.wish(), carry));

        // Then
        assertThat(carry.split()).isTrue();
        assertThat(settlement.outcome()).isEqualTo(Settlement.Outcome.PARTLY);
        assertThat(settlement.fields())
                .filteredOn(f -> f.result() == FieldReport.Result.REFUSED)
                .extracting(FieldReport::field)
                .containsExactly("city");
        assertThat(location.contactOf(settlement.ghlContactId()).path("state").asText())
                .isEqualTo("OS");
    }

    private static Settlement settled(AttemptOutcome outcome) {
        assertThat(outcome).isInstanceOf(AttemptOutcome.Settled.class);
        return ((AttemptOutcome.Settled) outcome).settlement();
    }
}

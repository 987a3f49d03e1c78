package dev.ghlsync.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.ExternalId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators ask for over REST ends up on {@code crm.changes}: restore, merge, split, and decisions on a held mass change. */
class OperatorRouteTest {
    private static final String CONTACT = "/locations/loc-1/contacts/c-1";
    private static final TestGateway gateway = new TestGateway();

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Test
    void restoresWithoutABody() {
        // When
        HttpResponse<String> response = post(CONTACT + "/restore", "");

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body())
                .contains("\"contactId\":\"c-1\"", published().getChangeId());
        assertThat(published().getKind()).isEqualTo(ChangeKind.RESTORE);
        assertThat(published().getTarget().getContactId()).isEqualTo("c-1");
        assertThat(published().getProducer()).isEqualTo("operator-ada");
    }

    @Test
    void mergesIntoTheContactThatStays() {
        // When
        HttpResponse<String> response = post(CONTACT + "/merge", "{\"into\":\"c-2\"}");

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(published().getKind()).isEqualTo(ChangeKind.MERGE);
        assertThat(published().getTarget().getContactId()).isEqualTo("c-1");
        assertThat(published().getMergeIntoContactId()).isEqualTo("c-2");
        assertThat(published().getSplitIntoContactId()).isNull();
    }

    @Test
    void takesAMergeBackWithoutABody() {
        // When
        HttpResponse<String> response = post(CONTACT + "/split", "");

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(published().getKind()).isEqualTo(ChangeKind.SPLIT);
        assertThat(published().getSplitIntoContactId()).isNull();
        assertThat(published().getExternalIds()).isEmpty();
    }

    @Test
    void splitsAPersonOffWithWhatIsTheirs() {
        // Given
        String body = """
            {"splitOffContactId":"c-9","externalIds":[{"system":"shop","id":"42"}],"givenName":"Bea","tags":["vip"],"email":null}
            """;

        // When
        HttpResponse<String> response = post(CONTACT + "/split", body);

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(published().getKind()).isEqualTo(ChangeKind.SPLIT);
        assertThat(published().getSplitIntoContactId()).isEqualTo("c-9");
        assertThat(published().getMergeIntoContactId()).isNull();
        assertThat(published().getTarget().getCreate()).isFalse();
        assertThat(published().getExternalIds()).containsExactly(new ExternalId("shop", "42"));
        assertThat(published().getSet().getGivenName()).isEqualTo("Bea");
        assertThat(published().getTagsAdd()).containsExactly("vip");
        assertThat(published().getClear()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"release, RELEASE_HELD", "discard, DISCARD_HELD"})
    void decidesOnAHeldMassChange(String verb, ChangeKind kind) {
        // When
        HttpResponse<String> response = post("/locations/loc-1/held-changes/import/" + verb, "");

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).contains(published().getChangeId()).doesNotContain("contactId");
        assertThat(published().getKind()).isEqualTo(kind);
        assertThat(published().getHeldProducer()).isEqualTo("import");
        assertThat(published().getProducer()).isEqualTo("operator-ada");
        assertThat(published().getOrganizationId()).isEqualTo("org-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                CONTACT + "/merge | not json                        | not a JSON object",
                CONTACT + "/merge | {}                              | Field 'into' is missing",
                CONTACT + "/merge | {\"into\":7}                    | Field 'into' is a number that is no id",
                CONTACT + "/merge | {\"into\":\"a b\"}              | Field 'into' is text that is no id",
                CONTACT + "/merge | {\"into\":\"c-2\",\"city\":\"x\"} | Field 'city' is not known; a merge takes",
                CONTACT + "/split | {\"splitOffContactId\":\"\"}    | Field 'splitOffContactId' is text that is no id",
                CONTACT + "/split | {\"tagsAdd\":[\"a\"]}           | takes 'tags'",
                CONTACT + "/split | []                              | not a JSON object",
                "/locations/loc-1/held-changes/My%20CRM/release | {} | producer is text that does not fit",
            })
    void refusesABadRequestInOneSentence(String path, String body, String says) {
        // When
        HttpResponse<String> response = post(path, body);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"").contains(says);
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @Test
    void onlyASplitNamesASplitOffContact() {
        // Given
        HttpRequest request = HttpRequest.newBuilder(gateway.uri(CONTACT))
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"city\":\"Rome\",\"splitOffContactId\":\"c-9\"}"))
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("only a split takes it");
    }

    private static CrmChange published() {
        return (CrmChange) gateway.publisher.published().getFirst().value();
    }

    private static HttpResponse<String> post(String path, String body) {
        var request = HttpRequest.newBuilder(gateway.uri(path)).header("X-Producer", "operator-ada");
        return gateway.send(
                body.isEmpty()
                        ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
                        : request.header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
    }
}

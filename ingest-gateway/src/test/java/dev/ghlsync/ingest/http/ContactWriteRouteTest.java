package dev.ghlsync.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.avro.ChangeKind;
import dev.ghlsync.avro.CrmChange;
import dev.ghlsync.avro.CustomFieldKind;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubt;
import dev.ghlsync.ingest.publish.PublishOutcome.Doubtful;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactWriteRouteTest {
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
    void turnsACreateIntoAChangeWithAMintedContactId() {
        // Given
        String body = """
            {"fullName":"Ada Lovelace","email":" ada@example.com ","country":"GB","tags":["vip"],"dateOfBirth":"1815-12-10",
             "customFields":[{"id":"f1","value":"x"},{"id":"f2","value":12.50},{"id":"f3","value":["a","b"]},{"id":"f4","value":{"k":1}}],
             "externalIds":[{"system":"shop","id":"42"}],"changedAt":"2026-11-25T09:00:00+01:00","producer":"crm-web"}
            """;

        // When
        HttpResponse<String> response = gateway.send(write("POST", "/locations/loc-1/contacts", body));

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).contains("\"contactId\"", "\"changeId\"", "\"correlationId\"");
        CrmChange change = published();
        assertThat(change.getKind()).isEqualTo(ChangeKind.UPSERT);
        assertThat(change.getTarget().getCreate()).isTrue();
        assertThat(response.body()).contains(change.getTarget().getContactId(), change.getChangeId());
        assertThat(change.getProducer()).isEqualTo("crm-web");
        assertThat(change.getOrganizationId()).isEqualTo("org-1");
        assertThat(change.getSet().getFullName()).isEqualTo("Ada Lovelace");
        assertThat(change.getSet().getEmail()).isEqualTo("ada@example.com");
        assertThat(change.getSet().getPhone()).isNull();
        assertThat(change.getTagsAdd()).containsExactly("vip");
        assertThat(change.getChangedAt()).isEqualTo("2026-11-25T08:00:00Z");
        assertThat(change.getExternalIds())
                .singleElement()
                .satisfies(id -> assertThat(id.getId()).isEqualTo("42"));
        assertThat(change.getSet().getCustomFields())
                .extracting(field -> field.getKind(), field -> field.getText())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(CustomFieldKind.TEXT, "x"),
                        org.assertj.core.groups.Tuple.tuple(CustomFieldKind.NUMBER, "12.50"),
                        org.assertj.core.groups.Tuple.tuple(CustomFieldKind.LIST, "[\"a\",\"b\"]"),
                        org.assertj.core.groups.Tuple.tuple(CustomFieldKind.JSON, "{\"k\":1}"));
    }

    @Test
    void clearsWhatAnUpdateSetsToNull() {
        // Given
        String body = """
            {"phone":null,"city":"Paris","customFields":[{"id":"f1","value":null}],"tagsAdd":["a"],"tagsRemove":["b"],"baseVersion":7}
            """;

        // When
        HttpResponse<String> response = gateway.send(write("PATCH", "/locations/loc-1/contacts/c-1", body));

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        CrmChange change = published();
        assertThat(change.getTarget().getContactId()).isEqualTo("c-1");
        assertThat(change.getTarget().getCreate()).isFalse();
        assertThat(change.getClear()).containsExactly("phone", "customFields.f1");
        assertThat(change.getSet().getCity()).isEqualTo("Paris");
        assertThat(change.getTagsAdd()).containsExactly("a");
        assertThat(change.getTagsRemove()).containsExactly("b");
        assertThat(change.getBaseVersion()).isEqualTo(7);
        assertThat(change.getProducer()).isEqualTo("rest");
    }

    @Test
    void archivesOnDelete() {
        // Given
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/locations/loc-1/contacts/c-1"))
                .header("X-Producer", "agent")
                .DELETE()
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(published().getKind()).isEqualTo(ChangeKind.ARCHIVE);
        assertThat(published().getProducer()).isEqualTo("agent");
    }

    @Test
    void givesTheSameChangeForTheSameIdempotencyKey() {
        // Given
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/locations/loc-1/contacts"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "order-1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"email\":\"a@example.com\"}"))
                .build();
        String first = gateway.send(request).body();

        // When
        String second = gateway.send(request).body();

        // Then
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST  | {\"emial\":\"a\"}                  | Field 'emial' is not known",
                "POST  | {\"email\":5}                      | Field 'email' is a number; send text",
                "POST  | {\"email\":[\"a\"]}                | Field 'email' is a list",
                "POST  | {\"email\":\"\"}                   | null to clear it",
                "POST  | {\"dateOfBirth\":\"10.12.1815\"}   | send a date written YYYY-MM-DD",
                "POST  | {\"dateOfBirth\":\"2026-02-30\"}   | send a date written YYYY-MM-DD",
                "POST  | {\"country\":\"Germany\"}          | two letters such as US",
                "POST  | {\"timezone\":\"CET+1\"}           | Europe/Berlin",
                "POST  | {\"changedAt\":\"yesterday\"}      | no point in time",
                "POST  | {\"tagsAdd\":[\"a\"]}              | a create takes 'tags'",
                "PATCH | {\"tags\":[\"a\"]}                 | an update takes 'tagsAdd'",
                "PATCH | {\"tagsAdd\":\"a\"}                | no list of non-empty texts",
                "PATCH | {\"tagsAdd\":[\"\"]}               | no list of non-empty texts",
                "PATCH | {\"baseVersion\":1.5}              | no version",
                "PATCH | {\"customFields\":{\"f1\":\"x\"}}  | Field 'customFields' is an object",
                "PATCH | {\"customFields\":[{\"id\":\"f\"}]}| exactly 'id' and 'value'",
                "PATCH | {\"externalIds\":[{\"id\":\"1\"}]} | 'system' and 'id'",
                "PATCH | {}                                 | changes nothing",
                "PATCH | not json                           | not a JSON object",
                "POST  | {\"producer\":\"My CRM\"}          | producer is text that does not fit",
            })
    void refusesABadBodyInOneSentence(String method, String body, String says) {
        // Given
        String path = "POST".equals(method) ? "/locations/loc-1/contacts" : "/locations/loc-1/contacts/c-1";

        // When
        HttpResponse<String> response = gateway.send(write(method, path, body));

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"").contains(says);
        assertThat(gateway.publisher.published()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"})
    void takesJsonContentOnly(String contentType) {
        // Given
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/locations/loc-1/contacts"))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString("{\"city\":\"Rome\"}"))
                .build();

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void refusesAnUnknownLocation() {
        // Given
        HttpRequest request = write("POST", "/locations/nowhere/contacts", "{\"email\":\"a@example.com\"}");

        // When
        HttpResponse<String> response = gateway.send(request);

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("'nowhere' is not known");
    }

    @Test
    void asksToTryAgainWhenTheAckIsInDoubt() {
        // Given
        gateway.publisher.answer(CompletableFuture.completedFuture(new Doubtful(Doubt.BROKER_SILENT)));

        // When
        HttpResponse<String> response = gateway.send(write("POST", "/locations/loc-1/contacts", "{\"city\":\"Rome\"}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    private static CrmChange published() {
        return (CrmChange) gateway.publisher.published().getFirst().value();
    }

    private static HttpRequest write(String method, String path, String body) {
        return HttpRequest.newBuilder(gateway.uri(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}

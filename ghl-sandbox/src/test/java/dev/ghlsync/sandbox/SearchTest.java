package dev.ghlsync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.sandbox.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private SandboxServer server;
    private Client client;

    @BeforeEach
    void start() {
        server = SandboxServer.start(SandboxConfig.defaults()
                .withSettings(Settings.DEFAULTS.withLimits(0, 0).withSearchIndexLagMs(300)));
        client = Client.ofNewLocation(server, "'contacts':1234".replace('\'', '"'));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void searchAfterWalksEveryContactOnceInOrder() {
        // Given
        List<String> dates = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        String cursor = "";
        // When
        for (int page = 0; page < 13; page++) {
            JsonNode answer = client.call(
                            "POST",
                            "/contacts/search",
                            "{'locationId':'$L','pageLimit':100" + cursor
                                    + ",'sort':[{'field':'dateUpdated','direction':'asc'}]}")
                    .json();
            assertThat(answer.path("total").asInt()).isEqualTo(1234);
            for (JsonNode contact : answer.path("contacts")) {
                ids.add(contact.path("id").asText());
                dates.add(contact.path("dateUpdated").asText());
                cursor = ",'searchAfter':" + contact.path("searchAfter");
            }
        }
        // Then
        assertThat(ids).hasSize(1234);
        assertThat(dates).isSorted();
    }

    @Test
    void pagesWalkTheSameWay() {
        // Given
        Set<String> ids = new LinkedHashSet<>();
        // When
        for (int page = 1; page <= 3; page++) {
            client.call("POST", "/contacts/search", "{'locationId':'$L','pageLimit':500,'page':" + page + "}")
                    .json()
                    .path("contacts")
                    .forEach(contact -> ids.add(contact.path("id").asText()));
        }
        // Then
        assertThat(ids).hasSize(1234);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'locationId':'$L'}                                          | 422
        {'locationId':'$L','pageLimit':501}                          | 422
        {'locationId':'$L','pageLimit':500,'page':21}                | 400
        {'locationId':'$L','pageLimit':10,'page':1,'searchAfter':[1,'x']} | 422
        {'locationId':'$L','pageLimit':10,'wrong':1}                 | 422
        {'locationId':'$L','pageLimit':10,'filters':[{'field':'shoe','operator':'eq','value':1}]} | 422
        {'locationId':'$L','pageLimit':10,'sort':[{'field':'phone'}]} | 422
        {'locationId':'other','pageLimit':10}                        | 403
        """)
    void refusesWhatHighLevelRefuses(String body, int status) {
        // When
        var answer = client.call("POST", "/contacts/search", body);
        // Then
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
    }

    @Test
    void filtersByUpdateTimeAndTags() {
        // Given
        JsonNode newest = client.call(
                        "POST",
                        "/contacts/search",
                        "{'locationId':'$L','pageLimit':5,'sort':[{'field':'dateUpdated','direction':'desc'}]}")
                .json()
                .path("contacts")
                .get(4);
        // When
        JsonNode found = client.call(
                        "POST",
                        "/contacts/search",
                        "{'locationId':'$L','pageLimit':100,'filters':[{'field':'dateUpdated','operator':'range','value':{'gt':'"
                                + newest.path("dateUpdated").asText() + "'}}]}")
                .json();
        // Then
        assertThat(found.path("total").asInt()).isEqualTo(4);
        JsonNode vips = client.call(
                        "POST",
                        "/contacts/search",
                        "{'locationId':'$L','pageLimit':500,'filters':[{'group':'OR','filters':[{'field':'tags','operator':'eq','value':['VIP']},{'field':'tags','operator':'contains','value':'coach'}]}]}")
                .json();
        assertThat(vips.path("total").asInt()).isBetween(200, 700);
        assertThat(vips.path("contacts"))
                .allMatch(contact -> contact.path("tags").toString().matches(".*(vip|coach).*"));
    }

    @Test
    void itemsLeaveOutFieldsAndLowerCaseNames() {
        // When
        JsonNode contacts = client.call("POST", "/contacts/search", "{'locationId':'$L','pageLimit':500}")
                .json()
                .path("contacts");
        // Then
        assertThat(contacts)
                .noneMatch(item -> item.has("dndSettings")
                        || item.has("timezone")
                        || item.has("attributionSource")
                        || item.has("firstName")
                        || item.has("address1"));
        assertThat(contacts)
                .anyMatch(item -> item.has("address")
                        && item.path("lastNameLowerCase").asText().equals("müller"));
    }

    @Test
    void changesShowInSearchOnlyAfterTheLagAndInGetAtOnce() {
        // Given
        String id = client.call("POST", "/contacts/", "{'locationId':'$L','email':'late@x.co'}")
                .json()
                .path("contact")
                .path("id")
                .asText();
        String search =
                "{'locationId':'$L','pageLimit':1,'filters':[{'field':'email','operator':'eq','value':'late@x.co'}]}";
        // When
        JsonNode early = client.call("POST", "/contacts/search", search).json();
        // Then
        assertThat(early.path("total").asInt()).isZero();
        assertThat(client.get("/contacts/" + id).status()).isEqualTo(200);
        await().until(() -> client.call("POST", "/contacts/search", search)
                        .json()
                        .path("total")
                        .asInt()
                == 1);
    }

    @Test
    void theListContinuesOnlyWithBothCursorParameters() {
        // Given
        JsonNode first = client.get("/contacts/?locationId=$L&limit=100").json();
        String at = first.path("meta").path("startAfter").asText();
        String id = first.path("meta").path("startAfterId").asText();
        // When
        JsonNode half = client.get("/contacts/?locationId=$L&limit=100&startAfterId=" + id)
                .json();
        JsonNode second = client.get("/contacts/?locationId=$L&limit=100&startAfterId=" + id + "&startAfter=" + at)
                .json();
        // Then
        assertThat(half.path("contacts").get(0))
                .isEqualTo(first.path("contacts").get(0));
        assertThat(second.path("contacts").get(0))
                .isNotEqualTo(first.path("contacts").get(0));
        assertThat(first.path("contacts").get(0).has("dateUpdated")).isFalse();
    }
}

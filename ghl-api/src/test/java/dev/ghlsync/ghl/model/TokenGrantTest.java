package dev.ghlsync.ghl.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.credentials.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGrantTest {
    private static final TokenGrant EXPECTED = new TokenGrant(
            Secret.of("at-1"),
            Secret.of("rt-1"),
            Duration.ofSeconds(86399),
            List.of("contacts.readonly", "contacts.write"),
            "Location",
            "L",
            "C",
            "U",
            List.of("L"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"at-1\",\"refresh_token\":\"rt-1\",\"expires_in\":86399,%s",
                "{\"accessToken\":\"at-1\",\"refreshToken\":\"rt-1\",\"expiresIn\":86399,%s"
            })
    void readsBothSpellings(String head) {
        // Given
        String tail = "\"scope\":\"contacts.readonly contacts.write\",\"userType\":\"Location\",\"locationId\":\"L\","
                + "\"companyId\":\"C\",\"userId\":\"U\",\"approvedLocations\":[\"L\"],\"traceId\":\"t\"}";

        // When
        TokenGrant grant = TokenGrant.parse(utf8(head.formatted(tail)));

        // Then
        assertThat(grant).isEqualTo(EXPECTED);
        assertThat(grant.toString()).doesNotContain("at-1", "rt-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"access_token\":\"\",\"expires_in\":1}",
                "{\"access_token\":\"a\"}",
                "{\"access_token\":\"a\",\"expires_in\":0}",
                "<html>"
            })
    void isNoGrantWithoutTokenAndLifetime(String body) {
        assertThat(TokenGrant.parse(utf8(body))).isNull();
    }

    @Test
    void readsTheSettingsOfALocation() {
        // When
        Location location = Location.parse(utf8("""
            {"location":{"id":"L","companyId":"C","name":"Dentist","country":"DE","timezone":"Europe/Berlin",
             "settings":{"allowDuplicateContact":false}}}
            """));

        // Then
        assertThat(location).isEqualTo(new Location("L", "C", "Dentist", "DE", "Europe/Berlin", false));
    }

    @Test
    void isNoLocationWithoutAnId() {
        assertThat(Location.parse(utf8("{\"location\":{}}"))).isNull();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

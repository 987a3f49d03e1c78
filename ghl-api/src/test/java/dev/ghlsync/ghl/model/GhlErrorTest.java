package dev.ghlsync.ghl.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.ghl.model.GhlError.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GhlErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{'statusCode':400,'message':'This location does not allow duplicated"
                        + " contacts.','meta':{'contactId':'c9'}}|DUPLICATE_CONTACT",
                "400|{'message':'This location does not allow duplicated contacts.'}|DUPLICATE_CONTACT",
                "400|{'message':'Contact with id nmFmQEsNgz6AVpgLVUJ0 not found'}|NOT_FOUND",
                "400|{'message':'Contact not found'}|NOT_FOUND",
                "400|{'message':'Event with id ocQHyuzHvysMo5N5VsXc not found'}|NOT_FOUND",
                "400|{'message':'Appointment was not found'}|NOT_FOUND",
                "400|{'message':'Calendar with id ocQHyuzHvysMo5N5VsXc not found'}|INVALID",
                "400|{'message':'Pass at least one of number, email query parameter'}|INVALID",
                "400|{'message':'Invalid grant: refresh token is invalid'}|INVALID_GRANT",
                "400|{'message':'Location is not active'}|LOCATION_NOT_ACTIVE",
                "400|{}|INVALID",
                "401|{'message':'Invalid token: access token is invalid','error':'Unauthorized'}|TOKEN_INVALID",
                "401|{'message':'Invalid JWT'}|TOKEN_INVALID",
                "403|{'message':'The token does not have access to this location.'}|NO_ACCESS_TO_LOCATION",
                "403|<html>error code: 1010</html>|FORBIDDEN",
                "404|{'message':'NotFound'}|NOT_FOUND",
                "422|{'message':['property tags should not exist'],'error':'Unprocessable Entity'}|UNKNOWN_PROPERTY",
                "422|{'message':'property locationId should not exist'}|UNKNOWN_PROPERTY",
                "422|{'message':['email must be an email']}|INVALID",
                "429|Too Many Requests|THROTTLED",
                "500|{'message':'Internal server error'}|SERVER_FAULT",
                "503||SERVER_FAULT",
                "418|{}|OTHER"
            })
    void recognisesWhatHighLevelObjectsTo(int status, String body, Kind expected) {
        // When
        GhlError error = GhlError.parse(status, utf8(body == null ? "" : body.replace('\'', '"')));

        // Then
        assertThat(error.kind()).isEqualTo(expected);
    }

    @Test
    void readsTheExistingContactOfADuplicate() {
        // When
        GhlError error = GhlError.parse(400, utf8("""
            {"statusCode":400,"message":"This location does not allow duplicated contacts.","traceId":"t1",
             "meta":{"contactId":"c9","contactName":"Jo Doe","matchingField":"email"}}
            """));

        // Then
        assertThat(error)
                .isEqualTo(new GhlError(
                        400, List.of("This location does not allow duplicated contacts."), null, "c9", "email", "t1"));
    }

    @Test
    void namesTheFieldsThatTheMessagesName() {
        // When
        GhlError error = GhlError.parse(422, utf8("""
            {"message":["email must be an email","property ssn should not exist","each phone is bad","emails"]}
            """));

        // Then
        assertThat(error.namedFields(List.of("email", "phone", "city", "pho"))).containsExactly("email", "phone");
        assertThat(error.unknownProperties()).containsExactly("ssn");
    }

    @Test
    void showsNoMessages() {
        // When
        String shown = GhlError.parse(422, utf8("{\"message\":\"jo@example.com must be an email\"}"))
                .toString();

        // Then
        assertThat(shown).isEqualTo("GhlError[status=422, kind=INVALID, traceId=null]");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

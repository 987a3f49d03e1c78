package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'firstName':'Ada','email':'Ada@Example.com '}     | {'givenName':'Ada','email':'ada@example.com'}
        {'name':'Ada King Lovelace'}                       | {'givenName':'Ada','familyName':'King Lovelace'}
        {'phone':'12'}                                     | {'phoneRaw':'12'}
        {'address1':'Main St 1','city':'Rome'}             | {'address':{'line1':'Main St 1','city':'Rome'}}
        {'dateOfBirth':'1815-12-10T00:00:00.000Z'}         | {'dateOfBirth':'1815-12-10'}
        {'dnd':false,'website':'','source':null}           | {}
        {'tags':['VIP','b ','']}                           | {'tags':['b','vip']}
        {'customFields':[{'id':'n','value':7.50}]}         | {'customFields':[{'id':'n','kind':'NUMBER','text':'7.5'}]}
        {'customFields':[{'id':'l','value':['x','y']}]}    | {'customFields':[{'id':'l','kind':'LIST','list':['x','y']}]}
        {'customFields':[{'id':'l','value':['','x',' ']}]} | {'customFields':[{'id':'l','kind':'LIST','list':['x']}]}
        {'customFields':[{'id':'l','value':['']}]}         | {}
        {'customFields':[{'id':'e','value':''}]}           | {}
        {'dndSettings':{'SMS':{'status':'active','message':'STOP'}}} | {'dndSettings':[{'channel':'SMS','status':'active','message':'STOP','code':null}]}
        {'dndSettings':{'SMS':{},'Call':null}}             | {}
        """)
    void bothSidesHaveOneForm(String there, String here) throws JsonProcessingException {
        // When
        var values = FieldValues.ofGet(json(there));

        // Then
        assertThat(values).isEqualTo(FieldValues.ofOurs(json(here)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'firstName':'Ada'}                                | {'givenName':'ada'}                                          | givenName
        {'tags':['vip']}                                   | {'tags':['vip','b']}                                         | tags
        {'customFields':[{'id':'n','value':7}]}            | {'customFields':[{'id':'n','kind':'NUMBER','text':'8'}]}     | customFields.n
        {'dnd':true}                                       | {'dnd':false}                                                | dnd
        {'dndSettings':{'SMS':{'status':'active'}}}        | {'dndSettings':[{'channel':'SMS','status':'inactive'}]}      | dndSettings.SMS
        {}                                                 | {'dndSettings':[{'channel':'Call','status':'permanent'}]}    | dndSettings.Call
        """)
    void whatDiffersIsNamed(String there, String here, String field) throws JsonProcessingException {
        // When
        var ofThere = FieldValues.ofGet(json(there));
        var ofHere = FieldValues.ofOurs(json(here));

        // Then
        assertThat(ofThere.get(field)).isNotEqualTo(ofHere.get(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1E+999999999", "1e-999999999", "5e101"})
    void aNumberThatWouldFillTheMemoryStaysText(String number) throws JsonProcessingException {
        // When
        var values = FieldValues.ofGet(json("{'customFields':[{'id':'n','value':'" + number + "'}]}"));

        // Then
        assertThat(values).containsOnly(entry("customFields.n", number));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}

package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedKindTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        OPPORTUNITY | {'name':'Roof','status':'Won','monetaryValue':12.5,'contactId':'c'} | {'name':'Roof','status':'WON','monetaryValueMinor':1250,'ghlContactId':'c'}
        OPPORTUNITY | {'status':'open','contact':{'id':'c'},'pipelineStageId':'s'}       | {'status':'OPEN','ghlContactId':'c','pipelineStageId':'s'}
        OPPORTUNITY | {'status':'open','monetaryValue':'','assignedTo':null}             | {'status':'OPEN'}
        OPPORTUNITY | {'status':'open','monetaryValue':'1e999999999'}                    | {'status':'OPEN'}
        OPPORTUNITY | {'status':'open','monetaryValue':'1e17'}                           | {'status':'OPEN'}
        OPPORTUNITY | {'status':'open','monetaryValue':'on request'}                     | {'status':'OPEN'}
        OPPORTUNITY | {'status':'open','monetaryValue':'0e999999999'}                    | {'status':'OPEN','monetaryValueMinor':0}
        BOOKING     | {'title':'Call','appointmentStatus':'confirmed','contactId':'c'}   | {'title':'Call','ghlStatus':'confirmed','ghlContactId':'c'}
        BOOKING     | {'appoinmentStatus':'new','startTime':'2026-12-01T10:00:00+01:00'} | {'ghlStatus':'new','startsAt':'2026-12-01T09:00:00Z'}
        BOOKING     | {'endTime':'2026-12-01T10:30:00.000Z','assignedUserId':'u'}        | {'endsAt':'2026-12-01T10:30:00Z','assignedUserId':'u'}
        TASK        | {'title':'Ring','completed':true,'contactId':'c'}                  | {'title':'Ring','status':'COMPLETED','ghlContactId':'c'}
        TASK        | {'body':'About it','dueDate':'2026-12-01T10:00:00.000Z'}           | {'body':'About it','status':'OPEN','dueAt':'2026-12-01T10:00:00Z'}
        """)
    void bothSidesHaveOneForm(ComparedKind kind, String there, String here) throws JsonProcessingException {
        // When
        var values = kind.ofGhl(json(there), "EUR");

        // Then
        assertThat(values).isEqualTo(kind.ofOurs(json(here)));
    }

    @ParameterizedTest(name = "{0} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        OPPORTUNITY | {'status':'open','monetaryValue':1}                   | {'status':'OPEN','monetaryValueMinor':101}    | monetaryValueMinor
        OPPORTUNITY | {'status':'lost'}                                     | {'status':'OPEN'}                             | status
        BOOKING     | {'startTime':'2026-12-01T10:00:00Z'}                  | {'startsAt':'2026-12-01T10:01:00Z'}           | startsAt
        BOOKING     | {'appointmentStatus':'cancelled'}                     | {'ghlStatus':'confirmed'}                     | ghlStatus
        TASK        | {'completed':true}                                    | {'status':'OPEN'}                             | completed
        TASK        | {'dueDate':'2026-12-01T10:00:00Z'}                    | {'status':'OPEN'}                             | dueAt
        """)
    void whatDiffersIsNamed(ComparedKind kind, String there, String here, String field) throws JsonProcessingException {
        // When
        var ofThere = kind.ofGhl(json(there), "EUR");
        var ofHere = kind.ofOurs(json(here));

        // Then
        assertThat(ofThere.get(field)).isNotEqualTo(ofHere.get(field));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}

package dev.ghlsync.push.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContactCallTest {
    static Stream<Arguments> calls() {
        return Stream.of(
                arguments(new ContactCall.Read("g"), "get", false),
                arguments(new ContactCall.FindDuplicate("a@b.example", null), "find_duplicate", false),
                arguments(new ContactCall.Create(List.of(), Set.of()), "create", true),
                arguments(new ContactCall.Update("g", List.of()), "update", true),
                arguments(new ContactCall.AddTags("g", Set.of("vip")), "tags_add", true),
                arguments(new ContactCall.RemoveTags("g", Set.of("vip")), "tags_remove", true));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallHasANameInMetricsAndWritesOrNot(ContactCall call, String name, boolean writes) {
        // When
        String found = call.name();

        // Then
        assertThat(found).isEqualTo(name);
        assertThat(call.writes()).isEqualTo(writes);
    }

    @Test
    void aNewerVersionStaysCarefulAndForgetsRefusals() {
        // Given
        Carry carry = new Carry(true, Map.of("phone", new Refusal(Reason.FIELD_REFUSED, 422)), true);

        // When
        Carry newer = carry.forNewer();

        // Then
        assertThat(newer).isEqualTo(Carry.CAREFUL);
        assertThat(new Carry(false, carry.refused(), true).forNewer()).isEqualTo(Carry.NONE);
    }
}

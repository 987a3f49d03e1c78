package dev.ghlsync.push.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.push.domain.Reason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/playbooks.md has a section for every reason, and no other. The commands in it are held by a test of the command line. */
class PlaybooksTest {
    private static final Pattern CODE = Pattern.compile("[a-z_]+");
    /** Reasons on {@code sync.dlq}: of sync-streams for records it cannot read, and of the gateway; tests there hold them. */
    private static final Set<String> OF_OTHERS = Set.of(
            "not_wire_format",
            "not_decodable",
            "wrong_record",
            "no_value",
            "no_location",
            "unknown_schema",
            "unknown_symbol",
            "fetch_failed");

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAPlaybookThatSaysWhatHappenedHowToCheckAndHowToRepair(Reason reason) {
        // When
        String playbook = Playbooks.of(reason.code()).orElse("");

        // Then
        assertThat(playbook).contains("**What happened.**", "**Check.**", "**Repair.**");
    }

    @Test
    void thereIsNoPlaybookForAReasonThatDoesNotExist() {
        // Given
        Set<String> known = new HashSet<>(OF_OTHERS);
        known.addAll(Arrays.stream(Reason.values()).map(Reason::code).toList());

        // When
        Set<String> documented = Playbooks.all().keySet().stream()
                .filter(code -> CODE.matcher(code).matches())
                .collect(Collectors.toSet());

        // Then
        assertThat(documented).isEqualTo(known);
    }
}

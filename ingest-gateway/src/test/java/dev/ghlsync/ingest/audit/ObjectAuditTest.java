package dev.ghlsync.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ghlsync.ingest.audit.AuditReport.Finding;
import dev.ghlsync.ingest.audit.AuditReport.Kind;
import dev.ghlsync.ingest.domain.ObjectRead;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectAuditTest {
    @ParameterizedTest
    @CsvSource({
        "OPPORTUNITY, name, monetaryValueMinor",
        "BOOKING, title, endsAt",
        "TASK, title, dueAt",
    })
    void findsWhatWasEditedDeletedOrMadeThereAndPublishesItAgain(ComparedKind kind, String edited, String cleared) {
        // Given
        try (var location = new AuditedLocation(kind, 6)) {
            List<JsonNode> there = location.inGhl();
            there.subList(0, 5).forEach(object -> location.ours.add(location.synced(object)));
            location.ours.get(0).put(edited, "Before the edit");
            location.ours.get(1).remove(cleared);
            location.delete(there.get(2));

            // When
            AuditReport report = location.audit(true);

            // Then
            assertThat(counts(report, kind))
                    .containsEntry(Count.HERE, 5L)
                    .containsEntry(Count.IN_GHL, 5L)
                    .containsEntry(Count.EQUAL, 2L)
                    .containsEntry(Count.DIFFERING, 2L)
                    .containsEntry(Count.DELETED_THERE, 1L)
                    .containsEntry(Count.ONLY_THERE, 1L);
            assertThat(report.findings())
                    .extracting(Finding::object, Finding::kind, Finding::ghlId, Finding::field)
                    .containsExactlyInAnyOrder(
                            tuple(kind.object(), Kind.DIFFERS, id(there, 0), edited),
                            tuple(kind.object(), Kind.DIFFERS, id(there, 1), cleared),
                            tuple(kind.object(), Kind.DELETED_THERE, id(there, 2), null),
                            tuple(kind.object(), Kind.ONLY_THERE, id(there, 5), null));
            assertThat(report.findings()).noneMatch(finding -> "Before the edit".equals(finding.here()));
            assertThat(location.repaired)
                    .extracting(ObjectRead::objectId)
                    .containsExactlyInAnyOrder(id(there, 0), id(there, 1), id(there, 2), id(there, 5));
            assertThat(location.repaired)
                    .extracting(ObjectRead::source)
                    .as("sync-streams lets a list bring nothing back that it holds to be deleted")
                    .containsOnly(ObjectRead.Source.GET);
            assertThat(report.repaired()).isEqualTo(4);
            assertThat(report.isEqual()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(ComparedKind.class)
    void equalSidesAreEqualAndNothingIsPublished(ComparedKind kind) {
        // Given
        try (var location = new AuditedLocation(kind, 120)) {
            location.inGhl().forEach(object -> location.ours.add(location.synced(object)));

            // When
            AuditReport report = location.audit(true);

            // Then
            assertThat(counts(report, kind)).containsEntry(Count.EQUAL, 120L).containsEntry(Count.IN_GHL, 120L);
            assertThat(report.isEqual()).isTrue();
            assertThat(location.repaired).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ComparedKind.class)
    void manyDifferencesAreJudgedAndRepairedSomeAtATime(ComparedKind kind) {
        // Given
        try (var location = new AuditedLocation(kind, 13)) {
            List<JsonNode> there = location.inGhl();
            there.forEach(object -> location.ours.add(location.synced(object)));
            there.subList(0, 2).forEach(location::delete);
            location.ours
                    .subList(2, 11)
                    .forEach(
                            object -> object.put("assignedTo", "Somebody else").put("assignedUserId", "Somebody else"));

            // When
            AuditReport report = location.audit(true, 4);

            // Then
            assertThat(location.repairs).allMatch(size -> size <= 4).hasSizeGreaterThanOrEqualTo(3);
            assertThat(location.repaired).hasSize(11);
            assertThat(counts(report, kind))
                    .containsEntry(Count.DIFFERING, 9L)
                    .containsEntry(Count.DELETED_THERE, 2L)
                    .containsEntry(Count.EQUAL, 2L)
                    .containsEntry(Count.ONLY_THERE, 0L)
                    .containsEntry(Count.IN_GHL, 11L);
        }
    }

    @ParameterizedTest
    @EnumSource(ComparedKind.class)
    void whatCannotBeReadAnyMoreIsNotEqual(ComparedKind kind) {
        // Given
        try (var location = new AuditedLocation(kind, 3)) {
            location.inGhl().forEach(object -> location.ours.add(location.synced(object)));
            location.close(kind);

            // When
            AuditReport report = location.audit(true);

            // Then
            assertThat(report.stopped()).contains(kind.list(), "could not be read");
            assertThat(location.repaired).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ComparedKind.class)
    void whatTheTokenNeverOpenedIsLeftOut(ComparedKind kind) {
        // Given
        try (var location = new AuditedLocation(kind, 3)) {
            location.close(kind);

            // When
            AuditReport report = location.audit(true);

            // Then
            assertThat(report.stopped()).isNull();
            assertThat(counts(report, kind)).containsEntry(Count.HERE, 0L).containsEntry(Count.IN_GHL, 0L);
        }
    }

    @ParameterizedTest
    @EnumSource(ComparedKind.class)
    void moreMissingThanFewAreLeftToAnOperator(ComparedKind kind) {
        // Given
        try (var location = new AuditedLocation(kind, 14)) {
            List<JsonNode> there = location.inGhl();
            there.forEach(object -> location.ours.add(location.synced(object)));
            there.subList(0, 11).forEach(location::delete);

            // When
            AuditReport report = location.audit(true);

            // Then
            assertThat(counts(report, kind))
                    .containsEntry(Count.UNCONFIRMED, 11L)
                    .containsEntry(Count.DELETED_THERE, 0L);
            assertThat(report.stopped()).contains("11 " + kind.list() + " are missing", "more than 1 %");
            assertThat(location.repaired).isEmpty();
        }
    }

    @Test
    void appointmentsThatNoListShowsAreNotMissing() {
        // Given
        try (var location = new AuditedLocation(ComparedKind.BOOKING, 2)) {
            location.inGhl().forEach(object -> location.ours.add(location.synced(object)));
            location.ours.add(location.synced(location.inGhl().getFirst())
                    .put("ghlAppointmentId", "long-ago")
                    .put("startsAt", "2020-01-01T10:00:00Z"));

            // When
            AuditReport report = location.audit(false);

            // Then
            assertThat(counts(report, ComparedKind.BOOKING))
                    .containsEntry(Count.HERE, 2L)
                    .containsEntry(Count.EQUAL, 2L);
            assertThat(report.isEqual()).isTrue();
        }
    }

    private static Map<Count, Long> counts(AuditReport report, ComparedKind kind) {
        return report.objects().getOrDefault(kind, Map.of());
    }

    private static String id(List<JsonNode> objects, int index) {
        return objects.get(index).path("id").asText();
    }
}

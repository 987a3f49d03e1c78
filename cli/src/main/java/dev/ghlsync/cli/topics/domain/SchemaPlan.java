package dev.ghlsync.cli.topics.domain;

import dev.ghlsync.cli.topics.domain.SchemaStep.Guard;
import dev.ghlsync.cli.topics.domain.SchemaStep.Refuse;
import dev.ghlsync.cli.topics.domain.SchemaStep.Register;
import dev.ghlsync.cli.topics.domain.SchemaStep.Unchanged;
import java.util.List;
import java.util.Map;

/** Compares wanted schemas with the subjects that exist. */
public final class SchemaPlan {
    private SchemaPlan() {}

    /** One step for each wanted schema, in order. */
    public static List<SchemaStep> plan(List<SchemaSpec> wanted, Map<String, SubjectState> actual) {
        return wanted.stream().map(spec -> step(spec, actual)).toList();
    }

    private static SchemaStep step(SchemaSpec wanted, Map<String, SubjectState> actual) {
        var state = actual.get(wanted.subject());
        if (state == null) {
            return new Register(wanted, true);
        }
        if (state.registered()) {
            return state.fullTransitive() ? new Unchanged(wanted.subject()) : new Guard(wanted.subject());
        }
        return state.conflicts().isEmpty()
                ? new Register(wanted, false)
                : new Refuse(wanted.subject(), String.join("; ", state.conflicts()));
    }
}

package dev.ghlsync.cli.topics.domain;

/** What to do about one subject. */
public sealed interface SchemaStep {
    String subject();

    /** The schema is new, as the first or a further version. */
    record Register(SchemaSpec spec, boolean first) implements SchemaStep {
        @Override
        public String subject() {
            return spec.subject();
        }
    }

    /** The schema is there, but the registry does not guard the subject. */
    record Guard(String subject) implements SchemaStep {}

    /** The schema is there and guarded. */
    record Unchanged(String subject) implements SchemaStep {}

    /** The schema would break readers or make old records unreadable. */
    record Refuse(String subject, String conflict) implements SchemaStep {
        public String reason() {
            return "The schema of " + subject + " is not compatible with " + conflict
                    + "; undo that change, or give the new shape a topic of its own.";
        }
    }
}

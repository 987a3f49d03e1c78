package dev.ghlsync.sync.domain.mirror;

/** Names of the fields of a definition, as in its public record. */
public final class DefinitionFields {
    public static final String NAME = "name";
    public static final String FIELD_KEY = "fieldKey";
    public static final String DATA_TYPE = "dataType";
    public static final String MODEL = "model";
    /** Values to choose from, one a line. */
    public static final String OPTIONS = "options";
    /** {@code id TAB name} of each stage, one a line. */
    public static final String STAGES = "stages";

    private DefinitionFields() {}
}

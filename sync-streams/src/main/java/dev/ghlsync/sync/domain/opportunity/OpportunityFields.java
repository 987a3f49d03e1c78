package dev.ghlsync.sync.domain.opportunity;

/** Names of the fields of an opportunity, as in its public record. */
public final class OpportunityFields {
    public static final String STATUS = "status";
    public static final String NAME = "name";
    public static final String PIPELINE_ID = "pipelineId";
    public static final String STAGE_ID = "pipelineStageId";
    /** Decimal number in major units, as GoHighLevel states it. */
    public static final String MONETARY_VALUE = "monetaryValue";

    public static final String ASSIGNED_TO = "assignedTo";
    public static final String SOURCE = "source";
    public static final String LOST_REASON_ID = "lostReasonId";
    public static final String STATUS_CHANGED_AT = "lastStatusChangeAt";
    public static final String STAGE_CHANGED_AT = "lastStageChangeAt";
    public static final String CREATED_AT = "ghlCreatedAt";
    public static final String UPDATED_AT = "ghlUpdatedAt";

    private OpportunityFields() {}
}

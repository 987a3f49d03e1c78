package dev.ghlsync.schemas;

/** Names of record headers; values are UTF-8 text unless said otherwise. */
public final class Headers {
    /** Correlation id from the cause to the last hop; on every record. */
    public static final String CORRELATION_ID = "correlation-id";
    /** Location of the record; on every record that has one. */
    public static final String LOCATION_ID = "location-id";
    /** Organization of the location, when mapped. */
    public static final String ORGANIZATION_ID = "organization-id";

    /** Attempt number of a retry record or dead letter, decimal. */
    public static final String ATTEMPT = "attempt";
    /** When a retry record is due, epoch milliseconds, decimal. */
    public static final String DUE_AT = "due-at";
    /** Reason code of a retry record or dead letter. */
    public static final String REASON = "reason";
    /** Version of the command a retry record or dead letter is about, decimal. */
    public static final String VERSION = "version";
    /** When the first attempt failed, epoch milliseconds, decimal. */
    public static final String FIRST_FAILED_AT = "first-failed-at";

    /** Topic the original record of a dead letter was read from. */
    public static final String SOURCE_TOPIC = "source-topic";
    /** Partition of that record, decimal. */
    public static final String SOURCE_PARTITION = "source-partition";
    /** Offset of that record, decimal. */
    public static final String SOURCE_OFFSET = "source-offset";
    /** Key bytes of that record; absent when it had none. */
    public static final String ORIGINAL_KEY = "original-key";
    /** HTTP status of the deciding response, decimal. */
    public static final String HTTP_STATUS = "http-status";
    /** What went wrong, without personal data. */
    public static final String ERROR = "error";
    /** Names of the fields a dead letter is about, percent-encoded and separated by commas; absent when it is about none. */
    public static final String FIELDS = "fields";
    /** Cause of the replan that comes out of a retry record, by its symbol; absent means that a retry is due. */
    public static final String REPLAN_CAUSE = "replan-cause";
    /** Who asked for that replan; only with its cause. */
    public static final String REQUESTED_BY = "requested-by";
    /** How often an operator replayed the dead letter, decimal; absent before the first time. */
    public static final String REPLAYS = "replays";
    /** Run of the newest replay of the dead letter. */
    public static final String REPLAY_RUN = "replay-run";

    private Headers() {}
}

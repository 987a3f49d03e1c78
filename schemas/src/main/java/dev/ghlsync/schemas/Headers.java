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

    private Headers() {}
}

package dev.ghlsync.sync;

/** Names of processors and stores. They are part of the changelog topics' names: changing one loses state. */
public final class SyncNames {
    public static final String READ_WEBHOOKS = "read-webhooks";
    public static final String READ_SNAPSHOTS = "read-snapshots";
    public static final String READ_CONNECTIONS = "read-connections";
    public static final String READ_CHANGES = "read-changes";
    public static final String READ_RESULTS = "read-results";
    public static final String READ_REPLANS = "read-replans";
    /** Suffix of the processors that decode a source. */
    public static final String DECODE = "-decoded";
    /** The repartition topic of changes is {@code <application.id>-crm-changes-by-location-repartition}. */
    public static final String CHANGES_BY_LOCATION = "crm-changes-by-location";

    public static final String KEY_BY_LOCATION = "key-changes-by-location";
    public static final String FOLD_LOCATION = "fold-location";
    public static final String SPLIT = "emitted-";

    public static final String CONTACT_BY_ID = "contact-by-id";
    public static final String CONTACT_BY_ALIAS = "contact-by-alias";
    public static final String CHANGE_BY_ID = "change-by-id";
    public static final String LOCATION_BY_ID = "location-by-id";
    public static final String HELD_BY_LOCATION = "held-by-location";
    public static final String WAKE_BY_DUE_TIME = "wake-by-due-time";
    public static final String OBJECT_BY_ID = "object-by-id";
    public static final String OBJECT_BY_CONTACT = "object-by-contact";
    public static final String OBJECT_WAKE_BY_DUE_TIME = "object-wake-by-due-time";
    public static final String PARKED_BY_LOCATION = "parked-by-location";
    public static final String REISSUE_BY_LOCATION = "reissue-by-location";
    public static final String WATCH_BY_PRODUCER = "watch-by-producer";
    public static final String HELD_BY_PRODUCER = "held-by-producer";

    private SyncNames() {}
}

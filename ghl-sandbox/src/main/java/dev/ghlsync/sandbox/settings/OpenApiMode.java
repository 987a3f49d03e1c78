package dev.ghlsync.sandbox.settings;

/** What to do with a request that the official OpenAPI files do not allow. */
public enum OpenApiMode {
    /** Do not look. */
    OFF,
    /** Note it in the journal and carry on: the observed behaviour decides. */
    OBSERVE,
    /** Refuse it with 422, also where the live service is known to be more lenient. */
    ENFORCE
}

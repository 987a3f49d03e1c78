package dev.ghlsync.ingest.oauth;

/** The steps of a token refresh after which a process may die; a test dies after each. */
public enum RefreshStep {
    BEGUN,
    /** The intent is on the topic. */
    INTENT_STORED,
    /** HighLevel answered; the old refresh token is used up. */
    ANSWERED,
    /** The answer is on disk. */
    JOURNALED,
    /** The new tokens are on the topic. */
    STORED
}

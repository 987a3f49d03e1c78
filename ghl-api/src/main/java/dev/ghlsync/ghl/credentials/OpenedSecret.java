package dev.ghlsync.ghl.credentials;

/** What became of decrypting a secret. */
public sealed interface OpenedSecret {

    record Opened(Secret secret) implements OpenedSecret {}

    /** A key that is not configured encrypted it; add that key again, or connect the location anew. */
    record UnknownKey(String keyId) implements OpenedSecret {}

    /** Changed, cut, or of another location. */
    record NotAuthentic(String keyId) implements OpenedSecret {}
}

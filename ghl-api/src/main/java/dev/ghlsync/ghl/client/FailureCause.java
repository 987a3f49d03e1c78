package dev.ghlsync.ghl.client;

/** Why there is no answer, and whether the request may have reached HighLevel all the same. */
public enum FailureCause {
    /** Nobody listens there. */
    CONNECTION_REFUSED(false),
    /** No connection within the connect timeout. */
    CONNECT_TIMEOUT(false),
    /** The host name does not resolve. */
    UNKNOWN_HOST(false),
    /** The certificate was not accepted, or TLS could not be agreed. */
    TLS_HANDSHAKE(false),
    /** No complete answer within the request timeout. */
    TIMEOUT(true),
    /** The connection broke after the request was, at least in part, written. */
    CONNECTION_BROKEN(true),
    /** The answer was larger than configured, and was dropped. */
    RESPONSE_TOO_LARGE(true),
    /** The calling thread was interrupted; its interrupt flag is set. */
    INTERRUPTED(true);

    private final boolean maybeSent;

    FailureCause(boolean maybeSent) {
        this.maybeSent = maybeSent;
    }

    /** False only if HighLevel certainly did not get the request. */
    public boolean maybeSent() {
        return maybeSent;
    }
}

package dev.ghlsync.sync.store;

/** Stored bytes that this version cannot read. The message names what is wrong and never a value. */
public final class UnreadableStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableStateException(String message) {
        super(message);
    }

    UnreadableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}

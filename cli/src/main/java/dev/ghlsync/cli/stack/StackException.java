package dev.ghlsync.cli.stack;

import java.io.Serial;

/** The installation cannot start or go on; the message is one sentence for a person, with the remedy. */
public final class StackException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.ghlsync.local.process;

/** A port is in use; the message names the port and the remedy. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}

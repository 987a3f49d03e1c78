package dev.ghlsync.ingest.write;

/** Thrown when a body is no valid change; the message is one sentence for the sender, without values that may be personal. */
public final class InvalidChange extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidChange(String sentence) {
        super(sentence);
    }

    /** The sentence for the sender. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}

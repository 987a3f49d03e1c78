package dev.ghlsync.ingest.source;

/** What a read gave. */
public sealed interface Result<T> {
    record Got<T>(T value) implements Result<T> {}

    /** A read by id says that the object does not exist. */
    record Missing<T>(java.time.Instant readAt) implements Result<T> {}

    /** HighLevel refuses this read, or its answer is not what it should be; others may work. */
    record Impossible<T>(String reason) implements Result<T> {
        /** HighLevel says that the token's scopes do not open what was asked for. */
        static final String NO_SCOPE = "no_scope";

        /** A success without what it should hold: neither nothing to show nor gone. */
        static final String UNREADABLE = "unreadable_answer";

        /** Whether it is about the object that was asked for: no other read is concerned, and none of it will ever be answered otherwise. */
        public boolean isAboutTheObject() {
            return reason.equals(Asking.INVALID);
        }

        /** Whether the token's scopes do not open this at all, so that there is nothing to wait for. */
        public boolean isScope() {
            return reason.equals(NO_SCOPE);
        }
    }

    /** The connection ended or its token is not usable: no read works. */
    record Disconnected<T>(String reason) implements Result<T> {}

    /** HighLevel gave no verdict in the attempts allowed. */
    record GaveUp<T>(String reason) implements Result<T> {}

    /** The end was requested. */
    record Stopped<T>() implements Result<T> {}

    /** The same outcome of another type; only for outcomes without a value. */
    @SuppressWarnings("unchecked") // None of these holds a T.
    default <R> Result<R> failed() {
        if (this instanceof Got<T>) {
            throw new IllegalStateException("A read that gave something did not fail.");
        }
        return (Result<R>) this;
    }
}

package dev.ghlsync.sync.ops;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.kafka.common.errors.RetriableException;

/** What may be told of an exception. Messages of libraries may quote a record, so only our own are repeated. */
public final class Failures {
    private static final String OURS = "dev.ghlsync.";
    private static final int CAUSES_MAX = 8;

    private Failures() {}

    /** Classes of the exception and its causes, each with where it was thrown, and the message when it is ours. */
    public static String describe(Throwable failure) {
        var parts = new ArrayList<String>();
        for (Throwable t = failure; t != null && parts.size() < CAUSES_MAX; t = t.getCause()) {
            parts.add(one(t));
        }
        return String.join(", caused by ", parts);
    }

    /** The message when it is one of ours, which are sentences for operators; otherwise what {@link #describe} tells. */
    public static String sentence(Throwable failure) {
        return isOurs(failure) ? String.valueOf(failure.getMessage()) : describe(failure);
    }

    /** Whether trying again may help: the broker or the registry did not answer. */
    public static boolean isTransient(Throwable failure) {
        int depth = 0;
        for (Throwable t = failure; t != null && depth < CAUSES_MAX; t = t.getCause(), depth++) {
            if (t instanceof RetriableException || t instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static String one(Throwable t) {
        var trace = t.getStackTrace();
        var name = t.getClass().getName();
        if (trace.length == 0) {
            return name;
        }
        return name + " at " + trace[0] + (isOurs(t) ? " (" + t.getMessage() + ")" : "");
    }

    /** An exception that only wraps another repeats its message, which may be a library's. */
    private static boolean isOurs(Throwable t) {
        var trace = t.getStackTrace();
        var message = t.getMessage();
        var cause = t.getCause();
        return trace.length > 0
                && trace[0].getClassName().startsWith(OURS)
                && message != null
                && (cause == null || !message.equals(cause.toString()));
    }
}

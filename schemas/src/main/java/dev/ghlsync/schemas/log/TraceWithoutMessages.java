package dev.ghlsync.schemas.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** Stack traces for the log without exception messages: a library's message may quote a record. Named in each logback.xml. */
public final class TraceWithoutMessages extends ThrowableHandlingConverter {
    private static final int FRAMES_MAX = 40;

    @Override
    public String convert(ILoggingEvent event) {
        var trace = new StringBuilder();
        for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
            trace.append(trace.isEmpty() ? "" : "Caused by: ")
                    .append(t.getClassName())
                    .append('\n');
            var frames = t.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(frames.length, FRAMES_MAX); i++) {
                trace.append("\tat ").append(frames[i].getStackTraceElement()).append('\n');
            }
        }
        return trace.toString();
    }
}

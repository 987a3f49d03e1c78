package dev.ghlsync.cli.stack;

import java.time.Duration;

/** Hears how an installation starts and stops. Called from several threads. */
public interface StackListener {
    /** A listener that does nothing. */
    StackListener SILENT = new StackListener() {
        @Override
        public void starting(Member member, long pid) {}

        @Override
        public void ready(Member member, Duration after) {}

        @Override
        public void step(String what) {}

        @Override
        public void stopped(Member member) {}
    };

    void starting(Member member, long pid);

    /**
     * @param after time from the start of its process
     */
    void ready(Member member, Duration after);

    /** Something that is no process was done, such as creating topics. */
    void step(String what);

    void stopped(Member member);
}

package dev.ghlsync.cli.up;

import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows on a terminal how an installation starts and stops, one line for each thing that happens. */
public final class StackProgress implements StackListener {
    private final PrintWriter out;

    public StackProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void starting(Member member, long pid) {
        line("%-16s starting (process %d)", member.label(), pid);
    }

    @Override
    public synchronized void ready(Member member, Duration after) {
        line("%-16s ready after %.1f s", member.label(), after.toMillis() / 1000.0);
    }

    @Override
    public synchronized void step(String what) {
        line("%s", what);
    }

    @Override
    public synchronized void stopped(Member member) {
        line("%-16s stopped", member.label());
    }

    private void line(String format, Object... values) {
        out.printf(Locale.ROOT, "  " + format + "%n", values);
        out.flush();
    }
}

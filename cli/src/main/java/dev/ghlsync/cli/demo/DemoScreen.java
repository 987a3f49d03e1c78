package dev.ghlsync.cli.demo;

import dev.ghlsync.cli.stack.Member;
import dev.ghlsync.cli.stack.StackListener;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** What a person sees of a running demo: what is done, line by line, and progress bars on standard error. */
final class DemoScreen implements StackListener {
    private static final int BAR_CHARS = 78;
    private static final int REDRAW_MS = 250;

    private final PrintWriter out;
    private final PrintStream err;

    /**
     * @param out for lines
     * @param err for progress bars
     */
    DemoScreen(PrintWriter out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    ProgressBar bar(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MS)
                .setConsumer(consumer())
                .build();
    }

    /** Redrawing in place makes sense on a terminal only. There may be no console at all: JDK 25 gives null then. */
    private ProgressBarConsumer consumer() {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<ProgressBarConsumer>map(terminal -> new ConsoleProgressBarConsumer(err, BAR_CHARS))
                .orElseGet(() -> new DelegatingProgressBarConsumer(line -> {}, BAR_CHARS));
    }

    @Override
    public void starting(Member member, long pid) {}

    @Override
    public void ready(Member member, Duration after) {
        say("  %-16s ready after %.1f s".formatted(member.label(), after.toMillis() / 1000.0));
    }

    @Override
    public void step(String what) {
        say("  " + what);
    }

    @Override
    public void stopped(Member member) {}
}

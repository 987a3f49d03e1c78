package dev.ghlsync.cli.dlq;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar on a terminal, lines elsewhere. Used by one thread. */
final class ReplayProgress implements AutoCloseable {
    private final ProgressBar bar;

    ReplayProgress(String task, PrintWriter err) {
        // Without a terminal there is a console all the same, or none.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setUpdateIntervalMillis(terminal ? 200 : 5_000)
                .setConsumer(
                        terminal
                                ? new ConsoleProgressBarConsumer(System.err)
                                : new DelegatingProgressBarConsumer(err::println))
                .setInitialMax(0)
                .build();
    }

    /** @param total entries that match at the moment, those dealt with included unless they are resolved */
    void advance(int looked, long total) {
        bar.stepBy(looked);
        bar.maxHint(Math.max(bar.getCurrent(), total));
    }

    @Override
    public void close() {
        bar.close();
    }
}

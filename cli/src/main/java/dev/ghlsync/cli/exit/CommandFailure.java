package dev.ghlsync.cli.exit;

import java.io.Serial;

/** Ends a command with one sentence for the person at the terminal; never carries personal data or secrets. */
public final class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private CommandFailure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** Something needed is missing or cannot be reached: {@link ExitCode#UNAVAILABLE}. */
    public static CommandFailure unavailable(String sentence) {
        return new CommandFailure(ExitCode.UNAVAILABLE, sentence);
    }

    /** The command ran and its answer is no: {@link ExitCode#NEGATIVE}. */
    public static CommandFailure negative(String sentence) {
        return new CommandFailure(ExitCode.NEGATIVE, sentence);
    }

    /** A value given to the command is wrong: {@link ExitCode#USAGE}. */
    public static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}

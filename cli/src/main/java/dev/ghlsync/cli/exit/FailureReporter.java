package dev.ghlsync.cli.exit;

import dev.ghlsync.cli.stack.StackException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one sentence on standard error and an exit code. */
public final class FailureReporter implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** Environment variable that, when set, adds the stack trace of a defect. */
    static final String DEBUG = "GHL_SYNC_DEBUG";

    private final Map<String, String> environment;

    public FailureReporter(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        if (e instanceof CommandFailure failure) {
            err.println("ghl-sync: " + failure.getMessage());
            return failure.exitCode();
        }
        if (e instanceof StackException failure) {
            err.println("ghl-sync: " + failure.getMessage());
            return ExitCode.UNAVAILABLE;
        }
        err.println("ghl-sync: unexpected " + e + " - this is a defect; run again with " + DEBUG
                + "=1 for its stack trace.");
        if (environment.containsKey(DEBUG)) {
            e.printStackTrace(err);
        }
        return ExitCode.DEFECT;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println("ghl-sync: " + e.getMessage() + "; see '"
                        + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }
}

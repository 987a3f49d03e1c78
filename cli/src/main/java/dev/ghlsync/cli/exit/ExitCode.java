package dev.ghlsync.cli.exit;

/** Exit codes of the ghl-sync command; the help text of the root command lists them. */
public final class ExitCode {
    public static final int OK = 0;
    /** The command ran and its answer is no: differences found, a change refused, nothing found. */
    public static final int NEGATIVE = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** Something the command needs is missing or cannot be reached: a JDK, a port, a service. */
    public static final int UNAVAILABLE = 3;
    /** A defect of ghl-sync. */
    public static final int DEFECT = 70;

    private ExitCode() {}
}

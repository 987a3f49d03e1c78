package dev.ghlsync.cli.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start the process of one member.
 *
 * @param command program and arguments
 * @param environment variables added to those of this process; values may be secrets
 * @param log file that standard output and error are appended to
 */
record ChildSpec(Member member, List<String> command, Map<String, String> environment, Path log) {
    ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Shows variable names, never their values. */
    @Override
    public String toString() {
        return "ChildSpec[" + member.label() + ", command=" + command + ", environment=" + environment.keySet() + "]";
    }
}

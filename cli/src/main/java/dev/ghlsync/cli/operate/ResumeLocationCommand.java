package dev.ghlsync.cli.operate;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ghl-sync resume}. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Ends a pause; what was held back follows.")
public final class ResumeLocationCommand extends PauseCommand {
    public ResumeLocationCommand(Map<String, String> environment) {
        super(environment, false);
    }
}

package dev.ghlsync.cli.operate;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ghl-sync pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Holds back what goes to GoHighLevel, or comes from it, until it is resumed; nothing is lost.")
public final class PauseLocationCommand extends PauseCommand {
    public PauseLocationCommand(Map<String, String> environment) {
        super(environment, true);
    }
}

package dev.ghlsync.cli;

import dev.ghlsync.cli.audit.AuditCommand;
import dev.ghlsync.cli.connect.ConnectCommand;
import dev.ghlsync.cli.connection.ConnectionCommand;
import dev.ghlsync.cli.connection.RotateKeysCommand;
import dev.ghlsync.cli.contacts.ContactsCommand;
import dev.ghlsync.cli.demo.DemoCommand;
import dev.ghlsync.cli.dlq.DlqCommand;
import dev.ghlsync.cli.exit.FailureReporter;
import dev.ghlsync.cli.objects.BookingsCommand;
import dev.ghlsync.cli.objects.OpportunitiesCommand;
import dev.ghlsync.cli.objects.TasksCommand;
import dev.ghlsync.cli.operate.PauseLocationCommand;
import dev.ghlsync.cli.operate.ResumeLocationCommand;
import dev.ghlsync.cli.operate.ResyncCommand;
import dev.ghlsync.cli.topics.TopicsCommand;
import dev.ghlsync.cli.trace.TraceCommand;
import dev.ghlsync.cli.up.SandboxCommand;
import dev.ghlsync.cli.up.UpCommand;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The ghl-sync command. */
@Command(
        name = "ghl-sync",
        mixinStandardHelpOptions = true,
        version = "ghl-sync 0.1.0",
        description = "Two-way sync between your CRM and GoHighLevel on Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the answer is no: differences found, nothing found, a request refused",
            "2:the command line is wrong",
            "3:something needed is missing or cannot be reached: a JDK, a port, a service",
            "70:a defect of ghl-sync",
            "130:ended by Ctrl-C"
        })
public final class GhlSync {
    private GhlSync() {}

    public static void main(String[] args) {
        // The registry client reports each schema it looks up.
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** The whole command, ready to execute. */
    static CommandLine commandLine(Map<String, String> environment) {
        var reporter = new FailureReporter(environment);
        return new CommandLine(new GhlSync())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new UpCommand(environment))
                .addSubcommand(new ConnectCommand(environment))
                .addSubcommand(new ConnectionCommand(environment))
                .addSubcommand(new AuditCommand(environment))
                .addSubcommand(new RotateKeysCommand(environment))
                .addSubcommand(new ContactsCommand(environment))
                .addSubcommand(new OpportunitiesCommand(environment))
                .addSubcommand(new BookingsCommand(environment))
                .addSubcommand(new TasksCommand(environment))
                .addSubcommand(new TraceCommand(environment))
                .addSubcommand(DlqCommand.withSubcommands(environment))
                .addSubcommand(new PauseLocationCommand(environment))
                .addSubcommand(new ResumeLocationCommand(environment))
                .addSubcommand(new ResyncCommand(environment))
                .addSubcommand(new TopicsCommand(environment))
                .addSubcommand(new SandboxCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(reporter)
                .setParameterExceptionHandler(reporter)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    }
}

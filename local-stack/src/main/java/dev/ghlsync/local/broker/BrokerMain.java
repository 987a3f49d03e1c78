package dev.ghlsync.local.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * An {@link EmbeddedBroker} as a process of its own. Arguments: port (0 for a free one), data folder, then any number of
 * broker settings as {@code name=value}. Prints {@code ready 127.0.0.1:port} when it takes records; ends cleanly on
 * SIGTERM.
 */
public final class BrokerMain {
    static final String READY = "ready ";

    private BrokerMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length < 2) {
            exit("Usage: BrokerMain <port, 0 for a free one> <data folder> [name=value ...]", 2);
        }
        try {
            var broker = EmbeddedBroker.start(parse(List.of(args)));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
            System.out.println(READY + broker.bootstrapServers());
        } catch (RuntimeException e) {
            // Threads of a half-started broker would keep the process alive.
            exit(String.valueOf(e.getMessage()), 1);
        }
        new CountDownLatch(1).await();
    }

    @SuppressWarnings("SystemExitOutsideMain") // Only main calls it.
    private static void exit(String message, int code) {
        System.err.println(message);
        System.exit(code);
    }

    static BrokerConfig parse(List<String> args) {
        var settings = new HashMap<String, String>();
        for (var arg : args.subList(2, args.size())) {
            var equals = arg.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "'" + arg + "' is no broker setting; write name=value, such as log.retention.ms=60000.");
            }
            settings.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        return new BrokerConfig(Path.of(args.get(1)), port(args.getFirst()), settings);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no port; write a number, 0 for a free one.", e);
        }
    }
}

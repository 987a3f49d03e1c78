package dev.ghlsync.cli.stack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * First class of every member's process. It runs the main class named by the first argument and ends the process when
 * its parent is gone, which shows as the end of standard input; so a parent that was killed leaves no orphans. Ctrl-C
 * reaches all processes of a terminal at once and is ignored here: the parent stops its members in order.
 *
 * <p>Uses the JDK only, because it runs on the class path of each service.
 */
final class ChildMain {
    private static final Duration EXIT_BOUND = Duration.ofSeconds(10);

    private ChildMain() {}

    public static void main(String[] args) throws Exception {
        for (String signal : new String[] {"INT", "HUP"}) {
            ignore(signal);
        }
        Thread.ofPlatform().name("parent-watch").daemon().start(ChildMain::exitWithParent);
        var main = Class.forName(args[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }

    private static void exitWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; only the end of the stream means something.
            }
        } catch (IOException e) {
            System.err.println("The pipe to the parent process broke: " + e.getMessage());
        }
        Thread exiting = Thread.ofPlatform().start(() -> System.exit(1));
        try {
            exiting.join(EXIT_BOUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** By reflection: sun.misc.Signal is supported by every JDK but draws a compiler warning that cannot be turned off. */
    private static void ignore(String name) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        signal.getMethod("handle", signal, handler)
                .invoke(
                        null,
                        signal.getConstructor(String.class).newInstance(name),
                        handler.getField("SIG_IGN").get(null));
    }
}

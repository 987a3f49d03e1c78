package dev.ghlsync.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Runs another class's main method in a child process and ends the process when its standard input closes, which happens
 * when the parent is gone for whatever reason. Uses no other class, so that it can be copied onto a foreign class path.
 */
public final class ParentWatch {
    private ParentWatch() {}

    /** First argument: name of the class to run; the others are passed to it. */
    @SuppressWarnings("SystemExitOutsideMain") // The parent is gone: nobody is left to hear of an error.
    public static void main(String[] args) throws ReflectiveOperationException {
        InputStream parent = System.in;
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            waitForEnd(parent);
            System.exit(143);
        });
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    @SuppressWarnings("EmptyCatch") // A broken pipe means the same as its end: the parent is gone.
    private static void waitForEnd(InputStream parent) {
        try {
            while (parent.read() >= 0) {}
        } catch (IOException e) {
        }
    }
}

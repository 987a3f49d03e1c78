package dev.ghlsync.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built modules beside this one. */
final class Checkout {
    private Checkout() {}

    /** The classes of a module and what it needs, as a class path. */
    static String classPath(String module) {
        var target = Path.of("..", module, "target").toAbsolutePath().normalize();
        try {
            return target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(target.resolve("classpath")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Command that runs a class of a module on the JDK of this test. */
    static List<String> java(String module, List<String> jvm, String main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(module), main));
        command.addAll(List.of(arguments));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

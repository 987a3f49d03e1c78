package dev.ghlsync.e2e;

import dev.ghlsync.cli.stack.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A second process beside a member of the installation, started as that one was but for some settings. Needs Linux. */
final class Twin implements AutoCloseable {
    private final Process process;

    private Twin(Process process) {
        this.process = process;
    }

    /**
     * Starts it; does not wait until it is ready.
     *
     * @param settings environment variables that win over the member's
     */
    static Twin of(Installation installation, Member member, Map<String, String> settings) {
        Path original = Path.of("/proc/" + installation.stack().process(member).pid());
        Path log = installation.stack().log(member).resolveSibling(member.label() + "-twin.log");
        try {
            var builder = new ProcessBuilder(entries(original.resolve("cmdline")))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            for (String variable : entries(original.resolve("environ"))) {
                int cut = variable.indexOf('=');
                builder.environment().put(variable.substring(0, cut), variable.substring(cut + 1));
            }
            builder.environment().putAll(settings);
            return new Twin(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("A second " + member.label() + " cannot be started; its log is " + log, e);
        }
    }

    private static List<String> entries(Path file) throws IOException {
        return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
    }

    void freeze() {
        Signals.freeze(process.toHandle());
    }

    void thaw() {
        Signals.thaw(process.toHandle());
    }

    /** A port that nobody uses now, for a setting of a twin. */
    static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it cleanly, so that its work passes on at once. */
    @Override
    public void close() {
        if (process.isAlive()) {
            thaw(); // A frozen process would not hear that it shall end.
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

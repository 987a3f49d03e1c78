package dev.ghlsync.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A script for Node with the npm packages it needs, in a folder of its own under {@code target}. */
final class NodeProgram {
    /** Bound for one run, the installation of packages included. */
    private static final long SECONDS = 180;

    /** What a run printed on both streams, and its exit code; -1 when it was ended for taking too long. */
    record Run(int exit, String output) {}

    private final Path folder;
    private final String script;

    private NodeProgram(Path folder, String script) {
        this.folder = folder;
        this.script = script;
    }

    /**
     * Makes the folder.
     *
     * @param script name of a resource beside the tests, in {@code node/}
     */
    static NodeProgram of(String script) {
        Path folder = Path.of("target", "node", script);
        try (InputStream source =
                Objects.requireNonNull(NodeProgram.class.getResourceAsStream("node/" + script), script)) {
            Files.createDirectories(folder);
            Files.write(folder.resolve(script), source.readAllBytes());
            Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NodeProgram(folder, script);
    }

    /** Whether Node is here and the packages are, after fetching what is missing. */
    boolean canRun(List<String> packages) throws InterruptedException {
        try {
            if (execute(List.of("node", "--version"), Map.of()).exit() != 0) {
                return false;
            }
            boolean there = packages.stream()
                    .map(versioned -> versioned.substring(0, versioned.lastIndexOf('@')))
                    .allMatch(name ->
                            Files.isDirectory(folder.resolve("node_modules").resolve(name)));
            return there || execute(install(packages), Map.of()).exit() == 0;
        } catch (IOException missing) {
            System.out.println("Node or npm cannot be started: " + missing.getMessage());
            return false;
        }
    }

    Run run(Map<String, String> environment) throws IOException, InterruptedException {
        return execute(List.of("node", script), environment);
    }

    private static List<String> install(List<String> packages) {
        var command = new ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
        command.addAll(packages);
        return command;
    }

    private Run execute(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "run-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return new Run(ended ? process.exitValue() : -1, text);
    }
}

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

/** A script for Node in {@link #FOLDER}, where the npm packages of all scripts are. */
final class NodeProgram {
    static final Path FOLDER = Path.of("target", "node");

    /** Bound for one run, the installation of packages included. */
    private static final long SECONDS = 180;

    /** What a run printed on both streams, and its exit code; -1 when it was ended for taking too long. */
    record Run(int exit, String output) {}

    private final String script;

    private NodeProgram(String script) {
        this.script = script;
    }

    /**
     * Writes the script into the folder.
     *
     * @param script name of a resource beside the tests, in {@code node/}
     */
    static NodeProgram of(String script) {
        try (InputStream source =
                Objects.requireNonNull(NodeProgram.class.getResourceAsStream("node/" + script), script)) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(script), source.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NodeProgram(script);
    }

    /** Whether Node is here and the packages are, after fetching what is missing. */
    static boolean canRun(List<String> packages) throws InterruptedException {
        try {
            Files.createDirectories(FOLDER);
            // npm removes what is there and not in this file.
            if (!Files.exists(FOLDER.resolve("package.json"))) {
                Files.writeString(FOLDER.resolve("package.json"), "{\"private\":true}");
            }
            if (execute(List.of("node", "--version"), Map.of()).exit() != 0) {
                return false;
            }
            boolean there = packages.stream()
                    .map(versioned -> versioned.substring(0, versioned.lastIndexOf('@')))
                    .allMatch(name ->
                            Files.isDirectory(FOLDER.resolve("node_modules").resolve(name)));
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

    private static Run execute(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(FOLDER, "run-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
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

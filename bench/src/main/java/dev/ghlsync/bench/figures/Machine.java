package dev.ghlsync.bench.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What this machine is and how busy; Linux tells it in {@code /proc}, elsewhere parts are "unknown". */
public final class Machine {
    private static final Path PROC = Path.of("/proc");
    private static final double KIB_PER_GIB = 1 << 20;

    private Machine() {}

    /** Processor, cores, memory, operating system and JVM in one line. */
    public static String describe() {
        return "%s, %d cores, %s memory, %s %s, %s %s"
                .formatted(
                        valueAfter(PROC.resolve("cpuinfo"), "model name").orElse("processor unknown"),
                        Runtime.getRuntime().availableProcessors(),
                        kib(PROC.resolve("meminfo"), "MemTotal")
                                .map(kib -> String.format(Locale.ROOT, "%.0f GiB", kib / KIB_PER_GIB))
                                .orElse("unknown"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.runtime.version"));
    }

    /** Load averages of 1, 5 and 15 minutes. */
    public static String load() {
        return text(PROC.resolve("loadavg"))
                .map(text -> String.join(" ", text.split(" ", 4)[0], text.split(" ", 4)[1], text.split(" ", 4)[2]))
                .orElse("unknown");
    }

    /** Resident memory of a process now and at its highest, as text. */
    public static String residentMemory(long pid) {
        Path status = PROC.resolve(Long.toString(pid)).resolve("status");
        return kib(status, "VmRSS")
                .flatMap(now -> kib(status, "VmHWM")
                        .map(peak -> String.format(Locale.ROOT, "%,d MiB, peak %,d MiB", now >> 10, peak >> 10)))
                .orElse("unknown");
    }

    private static Optional<Long> kib(Path file, String name) {
        return valueAfter(file, name).map(value -> Long.parseLong(value.replaceAll("\\D", "")));
    }

    private static Optional<String> valueAfter(Path file, String name) {
        return text(file)
                .flatMap(text ->
                        text.lines().filter(line -> line.startsWith(name)).findFirst())
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // no such file: not Linux, or the process is gone
        }
    }
}

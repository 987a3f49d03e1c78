package dev.ghlsync.local.registry;

import java.nio.file.Path;

/**
 * How to run the registry on this machine.
 *
 * @param dataFolder where schemas and the log are kept
 * @param port TCP port on 127.0.0.1, or 0 for a free one
 * @param home folder of the unpacked Apicurio application
 */
public record RegistryConfig(Path dataFolder, int port, Path home) {
    public RegistryConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "The registry port is " + port + "; set it to 0 for a free one or to a number up to 65535.");
        }
        dataFolder = dataFolder.toAbsolutePath().normalize();
    }

    /** The application that {@link RegistryHome#find()} finds. */
    public static RegistryConfig of(Path dataFolder, int port) {
        return new RegistryConfig(dataFolder, port, RegistryHome.find());
    }
}

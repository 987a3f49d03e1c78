package dev.ghlsync.local.registry;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Apicurio application lies: system property {@code ghlsync.registry.home}, else environment variable {@code
 * GHLSYNC_REGISTRY_HOME}, else the folder {@code registry} beside this module's classes or jar, where the build puts it.
 */
public final class RegistryHome {
    static final String PROPERTY = "ghlsync.registry.home";
    static final String VARIABLE = "GHLSYNC_REGISTRY_HOME";
    static final String APPLICATION = "quarkus-run.jar";

    private RegistryHome() {}

    /** The folder of the application, from the properties and the environment of this process. */
    public static Path find() {
        return find(Optional.ofNullable(System.getProperty(PROPERTY)), System.getenv(), besideThisModule());
    }

    static Path find(Optional<String> property, Map<String, String> env, Path beside) {
        var home = property.or(() -> Optional.ofNullable(env.get(VARIABLE)))
                .map(Path::of)
                .orElse(beside);
        if (!Files.isRegularFile(home.resolve(APPLICATION))) {
            throw new IllegalStateException("The schema registry is not in " + home + " (no " + APPLICATION
                    + " there); build it with 'mvn -Dquick -pl local-stack -am package', or set " + VARIABLE
                    + " to the folder of an unpacked io.apicurio:apicurio-registry-app.");
        }
        return home;
    }

    private static Path besideThisModule() {
        try {
            return Path.of(RegistryHome.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("registry");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of this module's classes is no file address.", e);
        }
    }
}

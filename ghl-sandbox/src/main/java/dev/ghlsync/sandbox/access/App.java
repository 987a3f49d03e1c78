package dev.ghlsync.sandbox.access;

import dev.ghlsync.sandbox.seed.Seeds;
import java.util.Locale;

/** The marketplace app that the sandbox knows. Webhooks carry {@code appId}, which is {@code clientId} up to its hyphen. */
public record App(String appId, String versionId, String clientId, String clientSecret, String companyId) {

    public static App of(Seeds seeds) {
        var stream = seeds.stream("app");
        String appId = stream.hexId();
        return new App(
                appId,
                appId,
                appId + "-" + stream.letters(8).toLowerCase(Locale.ROOT),
                stream.uuid().toString(),
                stream.id());
    }

    @Override
    public String toString() {
        return "App[" + clientId + "]";
    }
}

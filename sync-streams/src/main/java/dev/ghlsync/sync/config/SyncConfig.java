package dev.ghlsync.sync.config;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import dev.ghlsync.sync.domain.guard.MassChange;
import java.util.Map;

/** Everything the process is configured with; the README lists the variables. */
public record SyncConfig(KafkaSettings kafka, StreamsSettings streams, QueryConfig query, MassChange massChange) {

    /** @throws IllegalArgumentException with one sentence that names the variable, its value and the remedy */
    public static SyncConfig fromEnvironment(Map<String, String> variables) {
        var env = new Env(variables);
        return new SyncConfig(
                KafkaSettings.fromEnvironment(variables),
                StreamsSettings.from(env),
                QueryConfig.from(env),
                new MassChange(
                        env.number("MASS_CHANGE_PERCENT", 5, 0, 100),
                        env.number("MASS_CHANGE_CONTACTS", 100, 0, Integer.MAX_VALUE),
                        env.number("MASS_CHANGE_MINUTES", 10, 1, 24 * 60)));
    }
}

package dev.ghlsync.sync.config;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.util.Map;

/** Everything the process is configured with; the README lists the variables. */
public record SyncConfig(KafkaSettings kafka, StreamsSettings streams, QueryConfig query) {

    /** @throws IllegalArgumentException with one sentence that names the variable, its value and the remedy */
    public static SyncConfig fromEnvironment(Map<String, String> variables) {
        var env = new Env(variables);
        return new SyncConfig(
                KafkaSettings.fromEnvironment(variables), StreamsSettings.from(env), QueryConfig.from(env));
    }
}

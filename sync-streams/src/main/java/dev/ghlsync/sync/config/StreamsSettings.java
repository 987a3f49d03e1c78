package dev.ghlsync.sync.config;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.state.HostInfo;

/**
 * How Kafka Streams runs.
 *
 * @param applicationId consumer group, and prefix of the changelog and repartition topics: another id is another installation
 * @param commitInterval how long a result waits at most before consumers see it; the latency of the sync
 * @param standbyReplicas copies of each store on other instances; they shorten a failover
 * @param replicationFactor of changelog and repartition topics, -1 for the broker's default
 */
public record StreamsSettings(
        String applicationId,
        Path stateDir,
        int threads,
        Duration commitInterval,
        int standbyReplicas,
        int replicationFactor) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** A commit sends what lingers, and nobody sees a record before its commit: so long a linger batches and costs no latency. */
    private static final int LINGER_MS = 50;

    /** How long the locations of an instance that was killed stand still; a pause of the JVM must be shorter. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    public StreamsSettings {
        if (!ID.matcher(applicationId).matches()) {
            throw new IllegalArgumentException("APPLICATION_ID is '" + applicationId
                    + "'; set it to letters, digits, dots, dashes and underscores, such as sync-streams.");
        }
        if (replicationFactor == 0) {
            throw new IllegalArgumentException(
                    "REPLICATION_FACTOR is '0'; set it to -1 for the broker's default, or to 1 and more.");
        }
    }

    static StreamsSettings from(Env env) {
        return new StreamsSettings(
                env.text("APPLICATION_ID", "sync-streams"),
                Path.of(env.text("STATE_DIR", "data/sync-streams")),
                env.number("NUM_STREAM_THREADS", 1, 1, 64),
                Duration.ofMillis(env.number("COMMIT_INTERVAL_MS", 100, 10, 30_000)),
                env.number("STANDBY_REPLICAS", 0, 0, 10),
                env.number("REPLICATION_FACTOR", -1, -1, 10));
    }

    /** The configuration of Kafka Streams; a new mutable object. */
    public Properties properties(KafkaSettings kafka, HostInfo advertised) {
        var properties = new Properties();
        properties.putAll(kafka.clientConfig());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised.host() + ":" + advertised.port());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        // Both fail: skipping a record here would lose it without a trace.
        properties.put(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DefaultProductionExceptionHandler.class);
        properties.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailProcessingExceptionHandler.class);
        return properties;
    }
}

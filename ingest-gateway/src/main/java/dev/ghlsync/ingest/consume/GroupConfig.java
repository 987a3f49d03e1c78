package dev.ghlsync.ingest.consume;

import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;

/**
 * Membership in the group of owners.
 *
 * @param sessionTimeout after which a silent owner is replaced; with the time that moving takes it must stay below 15 s
 */
public record GroupConfig(Duration sessionTimeout) {
    private static final String GROUP = "ingest-gateway";
    /** Short, so that a stop is noticed while the broker is silent. */
    private static final int API_TIMEOUT_MS = 8_000;
    /** An owner whose thread hangs, although its process lives, is replaced after this. */
    private static final int POLL_INTERVAL_MAX_MS = 30_000;

    private static final int RECORDS_MAX = 500;

    Map<String, Object> consumer(KafkaSettings settings) {
        Map<String, Object> config = settings.clientConfig();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingest-gateway-owner");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int)
                sessionTimeout.dividedBy(4).toMillis());
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MAX_MS);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }
}

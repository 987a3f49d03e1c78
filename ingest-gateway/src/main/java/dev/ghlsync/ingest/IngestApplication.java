package dev.ghlsync.ingest;

import dev.ghlsync.ingest.config.GatewayConfig;
import dev.ghlsync.ingest.ops.Stop;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the gateway by itself, configured by environment variables (README.md of this module lists them). */
public final class IngestApplication {
    private static final Logger LOG = LoggerFactory.getLogger(IngestApplication.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);

    private IngestApplication() {}

    public static void main(String[] args) {
        System.exit(run());
    }

    /** Returns the exit status: 0 after a stop that was asked for, 1 if it cannot run. */
    private static int run() {
        GatewayConfig config;
        try {
            config = GatewayConfig.fromEnvironment(System.getenv());
        } catch (IllegalArgumentException e) {
            return cannotRun(e.getMessage());
        }
        LOG.atInfo().addKeyValue("config", config.toString()).log("The gateway starts.");
        var stop = new Stop();
        Gateway gateway;
        try {
            gateway = start(config, stop);
        } catch (ServerStartupException e) {
            return cannotRun(
                    "Port " + config.server().port() + " on " + config.server().host()
                            + " cannot be used, most likely because another process has it; stop that process or set"
                            + " GATEWAY_PORT.");
        } catch (IllegalArgumentException e) {
            return cannotRun(e.getMessage());
        }
        if (gateway == null) {
            return 0;
        }
        LOG.atInfo().addKeyValue("port", gateway.port()).log("The gateway listens.");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            gateway.close();
            stop.now();
        }));
        while (!stop.await(Duration.ofHours(1))) {
            LOG.atDebug().log("The gateway is running.");
        }
        return 0;
    }

    /** Kafka's clients refuse to be created while no broker name resolves: that is waited for. */
    private static @Nullable Gateway start(GatewayConfig config, Stop stop) {
        do {
            try {
                return Gateway.start(config);
            } catch (ConfigException e) {
                throw new IllegalArgumentException("A Kafka property is not usable: " + e.getMessage(), e);
            } catch (org.apache.kafka.common.KafkaException e) {
                LOG.atWarn()
                        .addKeyValue("bootstrapServers", config.kafka().bootstrapServers())
                        .log("Waiting: no broker address resolves; correct KAFKA_BOOTSTRAP_SERVERS or start the"
                                + " broker.");
            }
        } while (!stop.await(AGAIN_AFTER));
        return null;
    }

    private static int cannotRun(@Nullable String sentence) {
        LOG.atError().log("The gateway cannot run: {}", sentence);
        return 1;
    }
}

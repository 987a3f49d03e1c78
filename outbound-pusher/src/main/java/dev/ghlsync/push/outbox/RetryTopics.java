package dev.ghlsync.push.outbox;

import dev.ghlsync.push.domain.Tier;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Which topic is which tier's waiting room. */
public final class RetryTopics {
    private RetryTopics() {}

    public static Topic<SpecificRecord> of(Tier tier) {
        return switch (tier) {
            case AFTER_1_MINUTE -> Topics.PUSH_RETRY_1M;
            case AFTER_5_MINUTES -> Topics.PUSH_RETRY_5M;
            case AFTER_15_MINUTES -> Topics.PUSH_RETRY_15M;
            case AFTER_1_HOUR -> Topics.PUSH_RETRY_1H;
            case AFTER_6_HOURS -> Topics.PUSH_RETRY_6H;
        };
    }

    public static List<String> names() {
        return Arrays.stream(Tier.values()).map(tier -> of(tier).name()).toList();
    }
}

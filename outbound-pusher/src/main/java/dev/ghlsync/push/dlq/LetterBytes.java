package dev.ghlsync.push.dlq;

import dev.ghlsync.push.dlq.domain.DeadLetter;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of dead letters, with their bytes. Safe for concurrent use. */
public interface LetterBytes {
    /** The records of these letters by entry id; those that were written again or resolved meanwhile are missing. */
    Map<String, ConsumerRecord<byte[], byte[]>> read(Collection<DeadLetter> letters);
}

package dev.ghlsync.push.dlq;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Everything an operator can do.
 *
 * @param commands reads the original bytes of a push
 */
public record DeadLetterDesk(
        LetterView view,
        LetterBytes bytes,
        WireReader<PushCommand> commands,
        Replays replays,
        Resolutions resolutions,
        Corrections corrections,
        Resyncs resyncs,
        Readings readings) {

    /** The letter's own record; empty if it was resolved or written again just now. */
    public Optional<ConsumerRecord<byte[], byte[]>> record(DeadLetter letter) {
        return Optional.ofNullable(bytes.read(List.of(letter)).get(letter.entryId()));
    }
}

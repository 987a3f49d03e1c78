package dev.ghlsync.push;

import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.push.avro.CommandAvro;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.domain.Carry;
import dev.ghlsync.push.domain.PushWish;
import dev.ghlsync.push.domain.RetryPlan;
import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.push.lanes.RawCommand;
import dev.ghlsync.push.lanes.Tenure;
import dev.ghlsync.push.lanes.Work;
import dev.ghlsync.push.outbox.Outbox;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.kafka.LocationPartitions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records into lanes. What cannot be read as a command becomes a dead letter; what cannot be read now is read again. Used by the loop's thread. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Consumer<byte[], byte[]> consumer;
    private final WireReader<PushCommand> reader;
    private final Ownership ownership;
    private final ContactLanes lanes;
    private final Pushers pushers;
    private final Outbox outbox;
    private final RetryPlan plan;
    private final InstantSource clock;
    private Instant unreadableUntil = Instant.EPOCH;
    private int partitions;

    Intake(
            Consumer<byte[], byte[]> consumer,
            WireReader<PushCommand> reader,
            Ownership ownership,
            ContactLanes lanes,
            Pushers pushers,
            Outbox outbox,
            RetryPlan plan,
            InstantSource clock) {
        this.consumer = consumer;
        this.reader = reader;
        this.ownership = ownership;
        this.lanes = lanes;
        this.pushers = pushers;
        this.outbox = outbox;
        this.plan = plan;
        this.clock = clock;
    }

    void take(ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> stopped = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (!stopped.contains(partition) && !take(record)) {
                consumer.seek(partition, record.offset());
                stopped.add(partition);
            }
        }
    }

    /** False while the registry does not answer: reading goes on a little later. */
    boolean isReadable() {
        return !clock.instant().isBefore(unreadableUntil);
    }

    /** False if the record must be read again. */
    private boolean take(ConsumerRecord<byte[], byte[]> record) {
        Tenure tenure = ownership.tenure(record.partition());
        RawCommand raw = raw(record);
        if (tenure.wasSettled(raw.offset())) {
            tenure.opened(raw.offset());
            tenure.settled(raw.offset());
            return true;
        }
        return switch (reader.read(record.topic(), record.value())) {
            case WireReader.Value(PushCommand command) -> {
                PushWish wish = CommandAvro.toDomain(command);
                tenure.opened(raw.offset(), Work.lane(wish));
                if (isMisplaced(raw, command.getLocationId())) {
                    // A crash between these: it is re-routed twice, and the second is superseded by the first or equal
                    // to it.
                    outbox.reroute(raw, command.getLocationId());
                    tenure.settled(raw.offset());
                } else {
                    accept(tenure, raw, wish, Instant.ofEpochMilli(record.timestamp()));
                }
                yield true;
            }
            case WireReader.Tombstone<PushCommand> ignored -> {
                tenure.opened(raw.offset());
                tenure.settled(raw.offset());
                yield true;
            }
            case WireReader.Unreadable(String error) -> {
                tenure.opened(raw.offset());
                outbox.undecodable(raw, error);
                tenure.settled(raw.offset());
                yield true;
            }
            case WireReader.NotNow(String error) -> {
                LOG.atWarn().addKeyValue("error", error).log("Schema registry does not answer; commands wait");
                unreadableUntil = clock.instant().plusSeconds(1);
                yield false;
            }
        };
    }

    private void accept(Tenure tenure, RawCommand raw, PushWish wish, Instant writtenAt) {
        Carry carry = tenure.carryFor(Work.lane(wish), raw.offset(), clock.instant());
        // The owner before may be creating this contact right now; a search shows it only a while later.
        boolean mayBeBeingCreated = carry.careful() && wish.kind() == PushWish.Kind.CREATE;
        Instant notBefore = mayBeBeingCreated ? plan.searchableFrom(clock.instant()) : Instant.EPOCH;
        boolean maybeSent = tenure.mayHaveBeenSent(raw.offset(), clock.instant());
        Work work = new Work(tenure, raw, wish, carry, notBefore, writtenAt, maybeSent);
        if (lanes.hasRoomFor(work)) {
            lanes.accept(work).ifPresent(pushers::supersede);
        } else {
            pushers.parkForRoom(work);
        }
    }

    /** Another partition may belong to another process, which then works on the same contact. */
    private boolean isMisplaced(RawCommand raw, String locationId) {
        if (partitions == 0) {
            partitions = consumer.partitionsFor(raw.topic()).size();
        }
        return LocationPartitions.partitionOf(locationId, partitions) != raw.partition();
    }

    private static RawCommand raw(ConsumerRecord<byte[], byte[]> record) {
        return new RawCommand(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                firstFailedAt(record.headers().lastHeader(Headers.FIRST_FAILED_AT)));
    }

    private static @Nullable Long firstFailedAt(@Nullable Header header) {
        if (header == null) {
            return null;
        }
        try {
            return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return null; // A header that is no time tells nothing; the failure counts as the first.
        }
    }
}

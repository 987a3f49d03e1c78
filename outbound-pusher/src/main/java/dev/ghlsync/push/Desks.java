package dev.ghlsync.push;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.push.avro.WireReader;
import dev.ghlsync.push.config.PusherConfig;
import dev.ghlsync.push.dlq.Audit;
import dev.ghlsync.push.dlq.Corrections;
import dev.ghlsync.push.dlq.DeadLetterDesk;
import dev.ghlsync.push.dlq.LetterBox;
import dev.ghlsync.push.dlq.LetterView;
import dev.ghlsync.push.dlq.QueryPreviews;
import dev.ghlsync.push.dlq.Readings;
import dev.ghlsync.push.dlq.Replays;
import dev.ghlsync.push.dlq.Resolutions;
import dev.ghlsync.push.dlq.Resyncs;
import dev.ghlsync.push.dlq.TopicLetterBytes;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.time.InstantSource;
import org.apache.kafka.common.serialization.Serializer;

/** Puts together what operators work with. */
record Desks(PusherConfig config, Clients clients, AvroSerdes serdes, AcknowledgedWriter writer, InstantSource clock) {

    /** A desk and what has to be closed after it. */
    record Open(DeadLetterDesk desk, TopicLetterBytes bytes, QueryPreviews previews) implements AutoCloseable {
        @Override
        public void close() {
            bytes.close();
            previews.close();
        }
    }

    Open desk(LetterView view, LetterBox box) {
        Audit audit = new Audit(writer, serdes.serializer(Topics.OPS_AUDIT), clock);
        TopicLetterBytes bytes = new TopicLetterBytes(clients.follower());
        QueryPreviews previews = new QueryPreviews(config.queryUrl(), config.apiToken());
        Serializer<PushReplan> replans = serdes.serializer(Topics.PUSH_REPLANS);
        DeadLetterDesk desk = new DeadLetterDesk(
                view,
                bytes,
                new WireReader<>(serdes.deserializer(Topics.PUSH_COMMANDS)),
                new Replays(view, bytes, box, previews, writer, replans, audit, clock),
                new Resolutions(view, box, audit),
                new Corrections(writer, serdes.serializer(Topics.CRM_CHANGES), audit, clock),
                new Resyncs(
                        writer,
                        serdes.serializer(Topics.GHL_FETCH_REQUESTS),
                        serdes.serializer(Topics.PUSH_REPLANS),
                        audit,
                        clock),
                new Readings(audit));
        return new Open(desk, bytes, previews);
    }
}

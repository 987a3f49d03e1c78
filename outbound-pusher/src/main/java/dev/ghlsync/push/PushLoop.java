package dev.ghlsync.push;

import dev.ghlsync.push.lanes.ContactLanes;
import dev.ghlsync.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The main flow: poll → attempt → settle → commit.
 *
 * <pre>
 *   push.commands ─poll─▶ Intake ─▶ lanes ─▶ Pushers (attempt ─▶ settle) ─▶ push.results | push.retry-* | push.dlq
 *                                                └─ settled offsets ─▶ Ownership ─commit─▶ push.commands
 * </pre>
 *
 * <p>An offset is committed only when every record up to it has an acknowledged outcome. One thread runs the loop; {@link #stop} may come from any.
 */
final class PushLoop implements Runnable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Ownership ownership;
    private final Intake intake;
    private final ContactLanes lanes;
    private final Pushers pushers;
    private final AtomicReference<@Nullable Throwable> fatal;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param fatal set by whoever finds that nothing may be committed any more */
    PushLoop(
            Consumer<byte[], byte[]> consumer,
            Ownership ownership,
            Intake intake,
            ContactLanes lanes,
            Pushers pushers,
            AtomicReference<@Nullable Throwable> fatal) {
        this.consumer = consumer;
        this.ownership = ownership;
        this.intake = intake;
        this.lanes = lanes;
        this.pushers = pushers;
        this.fatal = fatal;
    }

    /** @throws IllegalStateException if an outcome could not be written; what is uncommitted runs again at the next start */
    @Override
    public void run() {
        consumer.subscribe(List.of(Topics.PUSH_COMMANDS.name()), ownership);
        try {
            while (!stopping.get() && fatal.get() == null) {
                turn();
            }
            end();
        } catch (WakeupException e) {
            // Of stop(), in whichever call it came.
            end();
        } finally {
            consumer.close();
        }
        Throwable cause = fatal.get();
        if (cause != null) {
            throw new IllegalStateException("Pushing stopped because an outcome could not be written.", cause);
        }
    }

    void turn() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        ownership.renewLease();
        intake.take(records);
        pushers.dispatch();
        ownership.pauseUnless(lanes.hasRoom() && pushers.hasRoom() && intake.isReadable());
        ownership.commitSettled();
    }

    private void end() {
        if (fatal.get() == null) {
            ownership.handOver();
        } else {
            ownership.abandon();
        }
    }

    /** Ends the loop soon: nothing new is begun, running requests are waited for, what is settled is committed. Returns at once. */
    void stop() {
        // Once only: the end itself may be committing when others tell it to stop, too.
        if (!stopping.getAndSet(true)) {
            consumer.wakeup();
        }
    }
}

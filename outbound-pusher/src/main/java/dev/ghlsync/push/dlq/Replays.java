package dev.ghlsync.push.dlq;

import dev.ghlsync.avro.PushReplan;
import dev.ghlsync.push.avro.ReplanAvro;
import dev.ghlsync.push.dlq.domain.DeadLetter;
import dev.ghlsync.push.dlq.domain.LetterFilter;
import dev.ghlsync.push.dlq.domain.Queue;
import dev.ghlsync.push.dlq.domain.ReplayRule;
import dev.ghlsync.push.dlq.domain.Verdict;
import dev.ghlsync.push.outbox.AcknowledgedWriter;
import dev.ghlsync.push.outbox.RecordHeaderWriter;
import dev.ghlsync.schemas.Headers;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Replays dead letters page by page: look → replan or resolve → mark. A replay of a push is a request to plan the contact again, so it never
 * carries old data. Safe for concurrent use.
 */
public final class Replays {
    /** Largest page. */
    public static final int PAGE_MAX = 500;

    private static final Map<String, Topic<?>> SOURCES = sources();

    private final LetterView view;
    private final LetterBytes bytes;
    private final LetterBox box;
    private final Previews previews;
    private final AcknowledgedWriter writer;
    private final Serializer<PushReplan> replans;
    private final Audit audit;
    private final InstantSource clock;

    public Replays(
            LetterView view,
            LetterBytes bytes,
            LetterBox box,
            Previews previews,
            AcknowledgedWriter writer,
            Serializer<PushReplan> replans,
            Audit audit,
            InstantSource clock) {
        this.view = view;
        this.bytes = bytes;
        this.box = box;
        this.previews = previews;
        this.writer = writer;
        this.replans = replans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One page of a replay.
     *
     * @param run names it; letters marked with it are not replayed again, which makes an interrupted run go on where it stopped
     * @param cursor of the page before; null to begin
     * @param limit at most {@link #PAGE_MAX}
     */
    public record Request(
            LetterFilter filter, String run, @Nullable String cursor, int limit) {}

    /**
     * What became of a page, or would.
     *
     * @param counts by reason and verdict
     * @param next null at the end
     * @param total letters that match at the moment
     */
    public record Outcome(
            Map<String, Map<Verdict, Long>> counts,
            @Nullable String next,
            int looked,
            int total) {}

    /** What {@link #replay} would do now. */
    public Outcome preview(Request request) {
        LetterPage page = page(request);
        return outcome(page, verdicts(page.letters(), request.run()));
    }

    /** @throws Previews.NotAvailableException before anything was done */
    public Outcome replay(Request request, Operator operator) {
        LetterPage page = page(request);
        List<Verdict> verdicts = verdicts(page.letters(), request.run());
        List<DeadLetter> again = new ArrayList<>();
        List<DeadLetter> superseded = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            switch (verdicts.get(i)) {
                case APPLY -> again.add(page.letters().get(i));
                case SUPERSEDED -> superseded.add(page.letters().get(i));
                case CONFLICT, PENDING, GUARDED, DONE, UNREADABLE -> {}
            }
        }
        Map<String, ConsumerRecord<byte[], byte[]>> originals = bytes.read(again);
        for (int i = 0; i < verdicts.size(); i++) {
            DeadLetter letter = page.letters().get(i);
            if (verdicts.get(i) == Verdict.APPLY && !originals.containsKey(letter.entryId())) {
                requireGone(letter);
                verdicts.set(i, Verdict.DONE);
                again.remove(letter);
            }
        }
        inParallel(again, letter -> {
            send(letter, Objects.requireNonNull(originals.get(letter.entryId())), request.run(), operator);
            return letter;
        });
        inParallel(superseded, letter -> {
            box.resolve(letter);
            return letter;
        });
        Outcome outcome = outcome(page, verdicts);
        audit.record(
                operator,
                "dlq_replay",
                request.filter().locationId(),
                request.filter().entryId() == null
                        ? "run " + request.run()
                        : String.valueOf(request.filter().entryId()),
                again.size() + " replayed, " + superseded.size() + " resolved as superseded",
                totals(verdicts),
                request.run());
        return outcome;
    }

    /** What is not on its topic any more was resolved, or replayed by somebody else, since the page was read. */
    private void requireGone(DeadLetter letter) {
        if (view.find(letter.entryId()).filter(letter::equals).isPresent()) {
            throw new Previews.NotAvailableException(
                    "Entry " + letter.entryId() + " could not be read from its topic; try again.");
        }
    }

    private void send(DeadLetter letter, ConsumerRecord<byte[], byte[]> original, String run, Operator operator) {
        switch (letter.queue()) {
            case PUSH -> {
                replan(letter, run, operator);
                // A crash here: the run replays the letter once more. The first replan has released what was held, so
                // the
                // second finds nothing to release and sends nothing.
                box.mark(letter, original, run);
            }
            case SYNC -> {
                sendAgain(letter, original);
                // A crash here: the record is on its topic twice, which its readers take as one.
                box.resolve(letter);
            }
        }
    }

    private void replan(DeadLetter letter, String run, Operator operator) {
        String locationId = String.valueOf(letter.locationId());
        String correlationId = letter.correlationId() == null ? run : letter.correlationId();
        PushReplan replan = ReplanAvro.replay(
                locationId,
                String.valueOf(letter.contactId()),
                letter.version(),
                letter.reason(),
                letter.fields(),
                operator.who(),
                correlationId,
                clock.instant());
        writer.writeByLocation(Topics.PUSH_REPLANS, replans, locationId, replan, correlationId);
    }

    /** The original bytes under the original key, where they came from. */
    private void sendAgain(DeadLetter letter, ConsumerRecord<byte[], byte[]> original) {
        var key = original.headers().lastHeader(Headers.ORIGINAL_KEY);
        Topic<?> topic =
                letter.source() == null ? null : SOURCES.get(letter.source().topic());
        if (topic == null || letter.source() == null) {
            throw new IllegalStateException("Entry " + letter.entryId() + " names a source topic that is not known.");
        }
        writer.writeTo(
                topic,
                letter.source().partition(),
                key == null ? null : key.value(),
                original.value(),
                new RecordHeaderWriter().put(Headers.CORRELATION_ID, letter.correlationId()));
    }

    private LetterPage page(Request request) {
        return LetterPage.of(view.matching(request.filter()), request.cursor(), request.limit());
    }

    private List<Verdict> verdicts(List<DeadLetter> letters, String run) {
        return inParallel(letters, letter -> {
            Verdict known = ReplayRule.withoutLooking(letter, run);
            if (letter.queue() == Queue.SYNC
                    && letter.source() != null
                    && !SOURCES.containsKey(letter.source().topic())) {
                return Verdict.UNREADABLE;
            }
            return known != null ? known : previews.of(letter);
        });
    }

    private static <T> List<T> inParallel(List<DeadLetter> letters, Function<DeadLetter, T> task) {
        List<Future<T>> running = new ArrayList<>();
        List<T> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            letters.forEach(letter -> running.add(threads.submit(() -> task.apply(letter))));
            for (Future<T> each : running) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Previews.NotAvailableException("Interrupted while replaying; try again.");
        }
    }

    private static Outcome outcome(LetterPage page, List<Verdict> verdicts) {
        Map<String, Map<Verdict, Long>> counts = new TreeMap<>();
        for (int i = 0; i < verdicts.size(); i++) {
            counts.computeIfAbsent(page.letters().get(i).reason(), r -> new TreeMap<>())
                    .merge(verdicts.get(i), 1L, Long::sum);
        }
        return new Outcome(counts, page.next(), verdicts.size(), page.total());
    }

    private static Map<String, Long> totals(List<Verdict> verdicts) {
        Map<String, Long> totals = new HashMap<>();
        verdicts.forEach(verdict -> totals.merge(verdict.code(), 1L, Long::sum));
        return totals;
    }

    /** Not {@code ghl.connections}: the last record of a location counts there, so an old one must not come again. */
    private static Map<String, Topic<?>> sources() {
        Map<String, Topic<?>> sources = new HashMap<>();
        for (Topic<?> topic : List.of(
                Topics.CRM_CHANGES,
                Topics.GHL_WEBHOOKS,
                Topics.GHL_SNAPSHOTS,
                Topics.GHL_FETCH_REQUESTS,
                Topics.PUSH_RESULTS,
                Topics.PUSH_REPLANS)) {
            sources.put(topic.name(), topic);
        }
        return sources;
    }
}

package dev.ghlsync.ingest.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a run that reads a location is. A run walks through the steps of its phase, each page by page; written down after every page, it goes on
 * where it ended.
 *
 * @param epoch connection epoch it belongs to
 * @param cursor where the next page of the step starts, as JSON; null at the start of a step
 * @param counts objects published, by kind, and {@link #CONTACT_PAGES}, {@link #BY_ID}
 * @param expected contacts that HighLevel announced
 * @param since HighLevel's time from which changes are read; null reads everything
 * @param until HighLevel's time when the run began; what changed before is read when it is complete
 */
public record ReadRun(
        String locationId,
        String runId,
        long epoch,
        Phase phase,
        Status status,
        Step step,
        @Nullable String cursor,
        Map<String, Long> counts,
        @Nullable Long expected,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant completedAt,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** Count of contacts read by id. */
    public static final String BY_ID = "contact_by_id";
    /** Count of pages of contacts. */
    public static final String CONTACT_PAGES = "contact_pages";
    /** Count of all pages. */
    public static final String PAGES = "pages";

    public enum Phase {
        /** Everything of a newly connected location. */
        INITIAL_SYNC,
        /** What changed. */
        RECONCILE,
        /** Only its end is noted; see the audit's own report. */
        AUDIT;

        public List<Step> steps() {
            return switch (this) {
                case INITIAL_SYNC ->
                    List.of(
                            Step.CUSTOM_FIELDS,
                            Step.TAGS,
                            Step.PIPELINES,
                            Step.CALENDARS,
                            Step.SEARCH,
                            Step.OPPORTUNITIES,
                            Step.APPOINTMENTS,
                            Step.TASKS,
                            Step.HYDRATE);
                case RECONCILE -> List.of(Step.CHANGED_CONTACTS, Step.OPPORTUNITIES, Step.APPOINTMENTS);
                case AUDIT -> List.of(Step.SEARCH);
            };
        }

        /** Last part of the record key. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Status {
        RUNNING,
        COMPLETED
    }

    public enum Step {
        CUSTOM_FIELDS,
        TAGS,
        PIPELINES,
        CALENDARS,
        /** Every contact as the search shows it. */
        SEARCH,
        OPPORTUNITIES,
        APPOINTMENTS,
        TASKS,
        /** Every contact by id, because search items leave fields out and lower-case names. */
        HYDRATE,
        /** Contacts that changed, by id. */
        CHANGED_CONTACTS
    }

    public ReadRun {
        counts = Map.copyOf(counts);
    }

    /** @param since null reads everything */
    public static ReadRun begin(
            String locationId, String runId, long epoch, Phase phase, @Nullable Instant since, Instant now) {
        return new ReadRun(
                locationId,
                runId,
                epoch,
                phase,
                Status.RUNNING,
                phase.steps().getFirst(),
                null,
                Map.of(),
                null,
                now,
                now,
                null,
                since,
                null);
    }

    /**
     * A page of the step is published. The step ends when there is no next page, the run with its last step.
     *
     * @param page counts of the page
     * @param next cursor of the next page
     * @param total contacts HighLevel announced; null keeps what was known
     * @param ghlTime HighLevel's time at the page
     */
    public ReadRun after(
            Map<String, Long> page, @Nullable String next, @Nullable Long total, Instant ghlTime, Instant now) {
        var sum = new TreeMap<>(counts);
        page.forEach((name, count) -> sum.merge(name, count, Long::sum));
        List<Step> steps = phase.steps();
        int following = steps.indexOf(step) + 1;
        boolean over = next == null && following == steps.size();
        return new ReadRun(
                locationId,
                runId,
                epoch,
                phase,
                over ? Status.COMPLETED : Status.RUNNING,
                next == null && !over ? steps.get(following) : step,
                next,
                sum,
                total == null ? expected : total,
                startedAt,
                now,
                over ? now : null,
                since,
                until == null ? ghlTime : until);
    }

    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    public boolean isComplete() {
        return status == Status.COMPLETED;
    }

    /** Objects read per second since the start; null at the start. */
    public @Nullable Double objectsPerSecond() {
        long millis = Duration.between(startedAt, updatedAt).toMillis();
        return millis <= 0 ? null : objects() * 1_000.0 / millis;
    }

    /** When the run will end if it goes on like this; null when that is not known. */
    public @Nullable Instant estimatedEnd() {
        Double rate = objectsPerSecond();
        if (isComplete() || rate == null || rate <= 0 || expected == null || phase != Phase.INITIAL_SYNC) {
            return null;
        }
        long left = Math.max(0, expected - count(ObjectKind.CONTACT.wire())) + Math.max(0, expected - count(BY_ID));
        return updatedAt.plusMillis((long) (left / rate * 1_000));
    }

    /** Everything published so far. */
    public long objects() {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().endsWith(PAGES))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

package dev.ghlsync.ingest.read;

import dev.ghlsync.ingest.config.ReadConfig;
import dev.ghlsync.ingest.domain.ObjectKind;
import dev.ghlsync.ingest.domain.ObjectRead;
import dev.ghlsync.ingest.domain.ReadRun;
import dev.ghlsync.ingest.source.Page;
import dev.ghlsync.ingest.source.Reading;
import dev.ghlsync.ingest.source.Result;
import dev.ghlsync.ingest.source.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next page of a run, by its step. Blocks. Safe for concurrent use. */
final class RunPages {
    /** Appointments outside of these are history that nobody moves, or too far away to be known. */
    private static final Duration EVERYTHING = Duration.ofDays(366);

    private static final Duration LATELY = Duration.ofDays(14);
    private static final Duration SOON = Duration.ofDays(90);

    private final Source source;
    private final FanOut fanOut;
    private final ReadConfig config;
    private final InstantSource clock;

    RunPages(Source source, FanOut fanOut, ReadConfig config, InstantSource clock) {
        this.source = source;
        this.fanOut = fanOut;
        this.config = config;
        this.clock = clock;
    }

    /** @param counts of this page */
    record RunPage(
            List<ObjectRead> objects,
            Map<String, Long> counts,
            @Nullable String next,
            @Nullable Long total,
            Instant at) {}

    Result<RunPage> read(ReadRun run, Reading reading) {
        return switch (run.step()) {
            case CUSTOM_FIELDS -> plain(source.customFields(reading), ObjectKind.CUSTOM_FIELD, run);
            case TAGS -> plain(source.tags(reading), ObjectKind.TAG, run);
            case PIPELINES -> plain(source.pipelines(reading), ObjectKind.PIPELINE, run);
            case CALENDARS -> plain(source.calendars(reading), ObjectKind.CALENDAR, run);
            case SEARCH -> search(source.contacts(reading, config.pageLimit(), null, run.cursor()));
            case OPPORTUNITIES ->
                plain(source.opportunities(reading, run.since(), run.cursor()), ObjectKind.OPPORTUNITY, run);
            case APPOINTMENTS ->
                plain(
                        run.since() == null
                                ? source.appointments(reading, run.startedAt(), EVERYTHING, EVERYTHING, run.cursor())
                                : source.appointments(reading, run.startedAt(), LATELY, SOON, run.cursor()),
                        ObjectKind.APPOINTMENT,
                        run);
            case TASKS ->
                reading.connection().settings().syncTasks()
                        ? plain(source.tasks(reading, run.cursor()), ObjectKind.TASK, run)
                        : nothing();
            case HYDRATE -> config.hydrate() ? byId(run, reading, null) : nothing();
            case CHANGED_CONTACTS -> byId(run, reading, run.since());
        };
    }

    private Result<RunPage> byId(ReadRun run, Reading reading, @Nullable Instant since) {
        return switch (source.contacts(reading, config.pageLimit(), since, run.cursor())) {
            case Result.Got<Page>(Page page) -> {
                List<String> ids = page.objects().stream()
                        .map(ObjectRead::objectId)
                        .distinct()
                        .toList();
                yield switch (fanOut.contacts(reading, ids)) {
                    case Result.Got<List<ObjectRead>>(List<ObjectRead> contacts) ->
                        new Result.Got<>(new RunPage(
                                contacts,
                                Map.of(ReadRun.BY_ID, (long) contacts.size(), ReadRun.PAGES, 1L),
                                page.next(),
                                null,
                                page.at()));
                    case Result<List<ObjectRead>> other -> other.failed();
                };
            }
            case Result<Page> other -> other.failed();
        };
    }

    /** An empty page, which ends a scan of full pages, does not count. */
    private static Result<RunPage> search(Result<Page> result) {
        return switch (result) {
            case Result.Got<Page>(Page page) ->
                new Result.Got<>(new RunPage(
                        page.objects(),
                        Map.of(
                                ObjectKind.CONTACT.wire(),
                                (long) page.objects().size(),
                                ReadRun.CONTACT_PAGES,
                                page.objects().isEmpty() ? 0L : 1L,
                                ReadRun.PAGES,
                                1L),
                        page.next(),
                        page.total(),
                        page.at()));
            case Result<Page> other -> other.failed();
        };
    }

    /**
     * What a token's scopes do not open is left out: the connection of the contacts is worth more than none. Any other refusal, and any in the middle of
     * a list, would leave a gap that nobody sees.
     */
    private Result<RunPage> plain(Result<Page> result, ObjectKind kind, ReadRun run) {
        return switch (result) {
            case Result.Got<Page>(Page page) ->
                new Result.Got<>(new RunPage(
                        page.objects(),
                        Map.of(kind.wire(), (long) page.objects().size(), ReadRun.PAGES, 1L),
                        page.next(),
                        null,
                        page.at()));
            case Result.Impossible<Page> refusal when refusal.isScope() && run.cursor() == null -> nothing();
            case Result<Page> other -> other.failed();
        };
    }

    private Result<RunPage> nothing() {
        return new Result.Got<>(new RunPage(List.of(), Map.of(), null, null, clock.instant()));
    }
}

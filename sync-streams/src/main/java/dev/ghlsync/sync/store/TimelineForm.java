package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.history.Run;
import dev.ghlsync.sync.domain.history.Stamp;
import dev.ghlsync.sync.domain.history.Timeline;
import dev.ghlsync.sync.domain.history.Track;

/** What GoHighLevel was seen to hold. */
final class TimelineForm {
    /** A track mostly has no floor: one byte tells which of its parts are there. */
    private static final long FLOOR = 1;

    private static final long FOREIGN_FLOOR = 2;
    private static final long COVER = 4;

    private TimelineForm() {}

    static void write(Timeline timeline, ByteWriter out) {
        out.list(timeline.stamps(), stamp -> {
            StateCodes.RANKS.write(stamp.rank(), out);
            out.time(stamp.at());
            out.time(stamp.until());
        });
        Keyed.write(timeline.tracks(), out, track -> write(track, out));
        out.bits(timeline.tagSets());
        out.bits(timeline.customSets());
        out.time(timeline.floorAt());
    }

    static Timeline read(ByteReader in) {
        return new Timeline(in.list(() -> stamp(in)), Keyed.read(in, () -> track(in)), in.bits(), in.bits(), in.time());
    }

    private static Stamp stamp(ByteReader in) {
        var rank = StateCodes.RANKS.read(in);
        return new Stamp(in.time(), in.time(), rank);
    }

    private static void write(Track track, ByteWriter out) {
        var floor = track.floor();
        var foreign = track.foreignFloor();
        boolean covered = track.cover() != Long.MIN_VALUE;
        out.bits((floor == null ? 0 : FLOOR) | (foreign == null ? 0 : FOREIGN_FLOOR) | (covered ? COVER : 0));
        if (floor != null) {
            write(floor, out);
        }
        if (foreign != null) {
            write(foreign, out);
        }
        if (covered) {
            out.time(track.cover());
        }
        out.list(track.said(), said -> {
            out.text(said.value());
            out.bits(said.stamps());
        });
    }

    private static Track track(ByteReader in) {
        long parts = in.bits();
        return new Track(
                has(parts, FLOOR) ? run(in) : null,
                has(parts, FOREIGN_FLOOR) ? run(in) : null,
                has(parts, COVER) ? in.time() : Long.MIN_VALUE,
                in.list(() -> new Track.Said(in.textOrNull(), in.bits())));
    }

    private static boolean has(long parts, long part) {
        return (parts & part) != 0;
    }

    private static void write(Run run, ByteWriter out) {
        out.text(run.value());
        out.time(run.since());
        out.flag(run.confirmed());
        out.flag(run.folded());
        StateCodes.ORIGINS.write(run.origin(), out);
    }

    private static Run run(ByteReader in) {
        return new Run(in.textOrNull(), in.time(), in.flag(), in.flag(), StateCodes.ORIGINS.read(in));
    }
}

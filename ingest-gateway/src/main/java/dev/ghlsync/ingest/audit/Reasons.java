package dev.ghlsync.ingest.audit;

import dev.ghlsync.ingest.source.Result;

/** Why a read gave nothing, in words. */
final class Reasons {
    private Reasons() {}

    static String of(Result<?> result) {
        return switch (result) {
            case Result.Got<?> ignored -> "nothing";
            case Result.Missing<?> ignored -> "not found";
            case Result.Impossible<?>(String reason) -> reason;
            case Result.Disconnected<?>(String reason) -> "the connection is not usable (" + reason + ")";
            case Result.GaveUp<?>(String reason) -> reason;
            case Result.Stopped<?> ignored -> "the gateway stops";
        };
    }
}

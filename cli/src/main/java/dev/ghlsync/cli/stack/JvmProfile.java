package dev.ghlsync.cli.stack;

import java.util.List;

/** What the JVMs of the members are tuned for. */
public enum JvmProfile {
    /** Quick start and small memory: one compiler tier. */
    QUICK_START,
    /** Full speed after warm-up, for measurements. */
    STEADY;

    List<String> arguments() {
        return switch (this) {
            case QUICK_START -> List.of("-XX:TieredStopAtLevel=1");
            case STEADY -> List.of();
        };
    }
}

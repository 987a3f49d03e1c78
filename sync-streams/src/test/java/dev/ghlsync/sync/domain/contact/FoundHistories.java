package dev.ghlsync.sync.domain.contact;

import java.util.stream.Stream;

/** Histories played as ordinary tests: a smallest one, and, shrunk, each that a property found. */
final class FoundHistories {
    private FoundHistories() {}

    static Stream<String> all() {
        return Stream.of(
                "0 WE_EDIT:0 PUSH:0",
                // Of two commands that only together could be forgotten, one was.
                "20809549 WE_EDIT:2 PUSH:9995 MOMENT:0 GHL_EDITS:2 WE_EDIT:0 PUSH:0 MOMENT:0 PUSH:0 GHL_EDITS:0"
                        + " WE_EDIT:8915 MOMENT:0 PUSH:5740",
                // Nine versions without an outcome, of which the first had been sent.
                "21184324 WE_EDIT:0 WE_EDIT:0 WHILE:0 WE_EDIT:0 WE_EDIT:0 WHILE:0 WE_EDIT:0 WE_EDIT:0 MOMENT:0"
                        + " GHL_EDITS:0 WHILE:0 WE_EDIT:0 WE_EDIT:0",
                // The only one with an outcome was the newest, and had overwritten an edit that nobody had heard of.
                "20810296 WE_EDIT:0 WE_EDIT:0 MOMENT:0 WE_EDIT:0 WE_EDIT:0 MOMENT:0 WE_EDIT:0 WE_EDIT:1 MOMENT:0"
                        + " GHL_EDITS:0 GHL_EDITS:0 WHILE:0 GHL_EDITS:0 PUSH:0",
                // A request that was given up took effect after two newer ones had been answered.
                "20261438 WE_EDIT:0 WHILE:0 PUSH:2989 WE_EDIT:0 PUSH:0 WE_EDIT:0",
                // A command was forgotten without which its value, which was known to be ours, asked for a read.
                "20396885 WE_EDIT:2 MOMENT:0 PUSH:2454 WE_EDIT:1 MOMENT:1 GHL_EDITS:3170 PUSH:0 MOMENT:2 WE_EDIT:0"
                        + " GHL_EDITS:9573 PUSH:0 MOMENT:0 WE_EDIT:0 PUSH:2");
    }
}

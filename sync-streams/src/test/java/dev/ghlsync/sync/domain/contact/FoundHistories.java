package dev.ghlsync.sync.domain.contact;

import java.util.stream.Stream;

/** Histories played as ordinary tests: a smallest one, and, shrunk, each that a property finds; so far none is kept. */
final class FoundHistories {
    private FoundHistories() {}

    static Stream<String> all() {
        return Stream.of("0 WE_EDIT:0 PUSH:0");
    }
}

package dev.ghlsync.cli.topics.domain;

import java.util.List;

/**
 * What the registry knows of a subject.
 *
 * @param registered whether one of its versions is exactly the wanted schema
 * @param fullTransitive whether the registry checks new versions of it against all old ones, both ways
 * @param conflicts for each version the wanted schema cannot be read by or cannot read: which and why, in words
 */
public record SubjectState(boolean registered, boolean fullTransitive, List<String> conflicts) {
    public SubjectState {
        conflicts = List.copyOf(conflicts);
    }
}

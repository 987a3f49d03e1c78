package dev.ghlsync.ingest.connection;

/** What became of connecting or disconnecting a location. */
public sealed interface ConnectOutcome {

    /** The connection as it is now on the topic. */
    record Done(LocationConnection connection) implements ConnectOutcome {}

    /** GoHighLevel, or this server's configuration, does not allow it; trying again changes nothing. */
    record Refused(String sentence) implements ConnectOutcome {}

    /** Nothing is known of the location. */
    record Unknown() implements ConnectOutcome {}

    /** It cannot be done now; trying again may help. */
    record TryAgain(String sentence) implements ConnectOutcome {}
}

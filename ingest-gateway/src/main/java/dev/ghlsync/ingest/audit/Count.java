package dev.ghlsync.ingest.audit;

/** What an audit counts of objects that only GoHighLevel changes. */
public enum Count {
    /** GoHighLevel has them. */
    IN_GHL("inGhl"),
    /** We have them and they are not deleted. */
    HERE("here"),
    /** Equal in every field that is compared. */
    EQUAL("equal"),
    /** A field differs. */
    DIFFERING("differing"),
    /** GoHighLevel has them, and we do not or say they are deleted. */
    ONLY_THERE("onlyThere"),
    /** We think they exist there, and a GET says they do not. */
    DELETED_THERE("deletedThere"),
    /** Missing from the scan and not looked at, because there are too many, or GoHighLevel refuses to show them by id. */
    UNCONFIRMED("unconfirmed");

    private final String wire;

    Count(String wire) {
        this.wire = wire;
    }

    /** Its name in JSON. */
    public String wire() {
        return wire;
    }
}

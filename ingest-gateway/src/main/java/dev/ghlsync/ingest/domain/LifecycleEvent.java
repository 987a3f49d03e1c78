package dev.ghlsync.ingest.domain;

/** Events of a connection's life on {@code sync.events}. */
public enum LifecycleEvent {
    CONNECTED("connected", Side.OPERATOR),
    DISCONNECTED("disconnected", Side.OPERATOR),
    BROKEN("connection_broken", Side.GHL),
    /** A broken connection works again. */
    MENDED("connection_mended", Side.GHL),
    /** The location belongs to another organization of ours now. */
    REMAPPED("connection_remapped", Side.OPERATOR),
    /** No webhook arrives although objects change. */
    SUBSCRIPTION_SILENT("subscription_silent", Side.GHL),
    INITIAL_SYNC_STARTED("initial_sync_started", Side.GHL),
    INITIAL_SYNC_COMPLETED("initial_sync_completed", Side.GHL);

    private final String wire;
    private final Side side;

    LifecycleEvent(String wire, Side side) {
        this.wire = wire;
        this.side = side;
    }

    /** The event type in the contract. */
    public String wire() {
        return wire;
    }

    public Side side() {
        return side;
    }

    /** Who caused it. */
    public enum Side {
        OPERATOR,
        GHL
    }
}

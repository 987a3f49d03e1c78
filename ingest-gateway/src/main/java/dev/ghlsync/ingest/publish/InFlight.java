package dev.ghlsync.ingest.publish;

/** Bounds what waits for the broker, by count and by bytes. Safe for concurrent use. */
public final class InFlight {
    private final int recordsMax;
    private final long bytesMax;
    private int records;
    private long bytes;

    public InFlight(int recordsMax, long bytesMax) {
        if (recordsMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException("The bounds of records in flight are " + recordsMax + " records and "
                    + bytesMax + " bytes; both must be positive.");
        }
        this.recordsMax = recordsMax;
        this.bytesMax = bytesMax;
    }

    /** Takes a place, or says that there is none. A record larger than the byte bound enters only when nothing else waits. */
    synchronized boolean enter(int size) {
        if (records >= recordsMax || (records > 0 && bytes + size > bytesMax)) {
            return false;
        }
        records++;
        bytes += size;
        return true;
    }

    synchronized void leave(int size) {
        records--;
        bytes -= size;
    }

    public synchronized int records() {
        return records;
    }

    public synchronized long bytes() {
        return bytes;
    }
}

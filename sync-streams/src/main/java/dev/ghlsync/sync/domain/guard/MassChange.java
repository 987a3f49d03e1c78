package dev.ghlsync.sync.domain.guard;

/**
 * How much one producer may change in one location before an operator has to agree.
 *
 * @param percent share of the contacts of the location
 * @param contacts number of contacts; both have to be exceeded
 * @param minutes time within which the contacts are counted, each once
 */
public record MassChange(int percent, int contacts, int minutes) {
    public static final MassChange DEFAULT = new MassChange(5, 100, 10);

    public MassChange {
        if (percent < 0 || percent > 100 || contacts < 0 || minutes < 1) {
            throw new IllegalArgumentException("A mass change of more than " + percent + " % and " + contacts
                    + " contacts in " + minutes + " minutes is none; set 0 to 100 %, 0 or more contacts, 1 or more"
                    + " minutes.");
        }
    }

    /**
     * @param changed contacts changed by the producer within the time
     * @param known contacts of the location
     */
    public boolean isExceededBy(long changed, long known) {
        return changed > contacts && changed * 100 > known * percent;
    }
}

package dev.ghlsync.sync.domain.mirror;

/**
 * Whether the object exists in GoHighLevel. Times are epoch ms, 0 for never.
 *
 * @param foundAt newest time at which an answer by id returned it
 * @param goneFirst oldest time after {@code foundAt} at which it was said to be deleted
 * @param goneLast newest such time
 */
public record Lifespan(long foundAt, long goneFirst, long goneLast) {
    public static final Lifespan NEW = new Lifespan(0, 0, 0);

    /** Only an answer by id that returns the object revives it. */
    public boolean isGone() {
        return goneFirst > 0;
    }

    Lifespan gone(long at) {
        if (at <= foundAt) {
            return this;
        }
        return new Lifespan(foundAt, isGone() ? Math.min(goneFirst, at) : at, Math.max(goneLast, at));
    }

    Lifespan found(long at) {
        if (at <= foundAt) {
            return this;
        }
        if (goneFirst > at || !isGone()) {
            return new Lifespan(at, goneFirst, goneLast);
        }
        long still = goneLast > at ? goneLast : 0;
        return new Lifespan(at, still, still);
    }
}

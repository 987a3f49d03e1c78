package dev.ghlsync.cli.demo.compare;

import org.jspecify.annotations.Nullable;

/**
 * Something the two sides do not agree on.
 *
 * @param contact contact it is about, by its id in GoHighLevel or else ours
 * @param field field name, or what else is wrong
 * @param inGhl value there; null for none
 * @param withUs value here; null for none
 */
public record Difference(
        String contact,
        String field,
        @Nullable String inGhl,
        @Nullable String withUs) {
    @Override
    public String toString() {
        return "contact " + contact + ", " + field + ": GoHighLevel has " + shown(inGhl) + ", we have " + shown(withUs);
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : "'" + value + "'";
    }
}

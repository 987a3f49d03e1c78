package dev.ghlsync.sync.store;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that stand for the constants of an enum: their places in a list that may only grow at its end, so that reordering
 * the enum changes no stored byte. 0 stands for null.
 */
final class Codes<E extends Enum<E>> {
    private final List<E> constants;

    private Codes(List<E> constants) {
        this.constants = constants;
    }

    static <E extends Enum<E>> Codes<E> of(Class<E> type, List<E> constants) {
        if (!Set.copyOf(constants).equals(Set.of(type.getEnumConstants()))) {
            throw new IllegalStateException(
                    "The codes of " + type.getSimpleName() + " do not name each constant; add new ones at the end.");
        }
        return new Codes<>(List.copyOf(constants));
    }

    void write(@Nullable E constant, ByteWriter out) {
        out.bits(constant == null ? 0 : constants.indexOf(constant) + 1L);
    }

    @Nullable
    E readOrNull(ByteReader in) {
        long code = in.bits();
        if (code < 0 || code > constants.size()) {
            throw in.damaged("a constant is not known");
        }
        return code == 0 ? null : constants.get((int) code - 1);
    }

    E read(ByteReader in) {
        var constant = readOrNull(in);
        if (constant == null) {
            throw in.damaged("a constant is missing");
        }
        return constant;
    }
}

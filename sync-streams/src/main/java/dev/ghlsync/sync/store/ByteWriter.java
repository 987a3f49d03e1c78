package dev.ghlsync.sync.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes numbers in as few bytes as they need and each text once; later uses refer to the first. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final Map<String, Integer> places = new HashMap<>();
    private long lastTime;

    ByteWriter() {
        for (var word : Words.KNOWN) {
            places.put(word, places.size());
        }
    }

    /** An unsigned number, seven bits to a byte, the lowest first. */
    void bits(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** A signed number; small ones of either sign are short. */
    void number(long value) {
        bits((value << 1) ^ (value >> 63));
    }

    void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    /** A time as its distance from the time before it; the times that stand for never and always take one byte. */
    void time(long value) {
        long distance = value - lastTime;
        if (value == 0) {
            bits(TimeForm.ZERO);
        } else if (value == Long.MIN_VALUE) {
            bits(TimeForm.MIN);
        } else if (value == Long.MAX_VALUE) {
            bits(TimeForm.MAX);
        } else if (distance >= -TimeForm.NEAR && distance < TimeForm.NEAR) {
            bits(((distance << 1) ^ (distance >> 63)) + TimeForm.FIRST_NEAR);
            lastTime = value;
        } else {
            bits(TimeForm.FAR);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
            lastTime = value;
        }
    }

    void text(@Nullable String value) {
        if (value == null) {
            bits(TextForm.NONE);
            return;
        }
        var place = places.get(value);
        if (place != null) {
            bits(place + TextForm.FIRST_PLACE);
            return;
        }
        places.put(value, places.size());
        bits(TextForm.NEW);
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        bits(utf8.length);
        out.writeBytes(utf8);
    }

    <T> void list(Collection<T> items, Consumer<T> each) {
        bits(items.size());
        items.forEach(each);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    /** How a time is told apart; part of version 1. */
    static final class TimeForm {
        static final long ZERO = 0;
        static final long MIN = 1;
        static final long MAX = 2;
        static final long FAR = 3;
        static final long FIRST_NEAR = 4;
        static final long NEAR = 1L << 55;

        private TimeForm() {}
    }

    /** How a text is told apart; part of version 1. */
    static final class TextForm {
        static final long NONE = 0;
        static final long NEW = 1;
        static final long FIRST_PLACE = 2;

        private TextForm() {}
    }
}

package dev.ghlsync.sync.store;

import dev.ghlsync.sync.store.ByteWriter.TextForm;
import dev.ghlsync.sync.store.ByteWriter.TimeForm;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ByteWriter} wrote; never allocates more than a small multiple of the bytes there are. */
final class ByteReader {
    private final ByteBuffer in;
    private final String what;
    private final List<String> places = new ArrayList<>(Words.KNOWN);
    private long lastTime;

    ByteReader(byte[] bytes, String what) {
        this.in = ByteBuffer.wrap(bytes);
        this.what = what;
    }

    long bits() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number is too long");
    }

    long number() {
        return unzigzag(bits());
    }

    int integer() {
        long value = number();
        if (value != (int) value) {
            throw damaged("a number is too large");
        }
        return (int) value;
    }

    boolean flag() {
        byte value = next();
        if (value != 0 && value != 1) {
            throw damaged("a flag is neither set nor unset");
        }
        return value == 1;
    }

    long time() {
        long form = bits();
        if (form == TimeForm.ZERO) {
            return 0;
        }
        if (form == TimeForm.MIN) {
            return Long.MIN_VALUE;
        }
        if (form == TimeForm.MAX) {
            return Long.MAX_VALUE;
        }
        if (form == TimeForm.FAR) {
            require(Long.BYTES);
            lastTime = in.getLong();
        } else {
            lastTime += unzigzag(form - TimeForm.FIRST_NEAR);
        }
        return lastTime;
    }

    @Nullable
    String textOrNull() {
        long form = bits();
        if (form == TextForm.NONE) {
            return null;
        }
        if (form != TextForm.NEW) {
            long place = form - TextForm.FIRST_PLACE;
            if (place < 0 || place >= places.size()) {
                throw damaged("a text refers to none");
            }
            return places.get((int) place);
        }
        var text = decoded(count());
        places.add(text);
        return text;
    }

    String text() {
        var text = textOrNull();
        if (text == null) {
            throw damaged("a text is missing");
        }
        return text;
    }

    <T> List<T> list(Supplier<T> each) {
        int size = count();
        var items = new ArrayList<T>(size);
        for (int i = 0; i < size; i++) {
            items.add(each.get());
        }
        return items;
    }

    /** Whether nothing is left; tells a value of an older program from one with a tail. */
    boolean isAtEnd() {
        return !in.hasRemaining();
    }

    void requireEnd() {
        if (in.hasRemaining()) {
            throw damaged(in.remaining() + " bytes are left over");
        }
    }

    UnreadableStateException damaged(String how) {
        return new UnreadableStateException("A stored " + what + " is damaged at byte " + in.position() + ": " + how
                + "; rebuild the store from its topics.");
    }

    /** A number of bytes or items; every item takes at least one byte. */
    private int count() {
        long count = bits();
        if (count < 0 || count > in.remaining()) {
            throw damaged("it is cut off");
        }
        return (int) count;
    }

    private String decoded(int length) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(in.slice(in.position(), length));
        } catch (CharacterCodingException e) {
            throw damaged("a text is no UTF-8");
        }
        in.position(in.position() + length);
        return text.toString();
    }

    private byte next() {
        require(1);
        return in.get();
    }

    private void require(int bytes) {
        if (in.remaining() < bytes) {
            throw damaged("it is cut off");
        }
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}

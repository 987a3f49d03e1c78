package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.change.ChangeStatus;

/** What became of a change. */
public final class ChangeCodec extends StoreCodec<ChangeStatus> {
    public ChangeCodec() {
        super("change", 1);
    }

    @Override
    void write(ChangeStatus change, ByteWriter out) {
        StateCodes.CHANGES.write(change.status(), out);
        out.text(change.contactId());
        out.text(change.mergedInto());
        out.text(change.reason());
        out.text(change.field());
        out.time(change.at());
    }

    @Override
    ChangeStatus read(ByteReader in, int version) {
        return new ChangeStatus(
                StateCodes.CHANGES.read(in),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.textOrNull(),
                in.time());
    }
}

package dev.ghlsync.sync.store;

import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.inbound.Inbound;
import dev.ghlsync.sync.inbound.Inbound.Location.Conventions;

/** The connection of a location as the topology needs it; credentials are no part of it. */
public final class LocationCodec extends StoreCodec<Inbound.Location> {
    public LocationCodec() {
        super("location", 1);
    }

    @Override
    void write(Inbound.Location location, ByteWriter out) {
        out.text(location.locationId());
        out.text(location.organizationId());
        out.flag(location.connected());
        out.number(location.epoch());
        out.number(location.tokenVersion());
        out.flag(location.outboundPaused());
        out.flag(location.inboundPaused());
        var policy = location.policy();
        out.text(policy.country());
        out.flag(policy.createInGhl());
        out.flag(policy.createWithoutEmailOrPhone());
        out.flag(policy.writeCompanyOnUpdate());
        // A tail that older bytes do not have.
        if (!location.conventions().equals(Conventions.DEFAULT)) {
            out.text(location.conventions().currency());
            out.text(location.conventions().timezone());
            out.flag(location.conventions().syncTasks());
        }
    }

    @Override
    Inbound.Location read(ByteReader in, int version) {
        return new Inbound.Location(
                in.text(),
                in.textOrNull(),
                in.flag(),
                in.number(),
                in.number(),
                in.flag(),
                in.flag(),
                new Policy(in.text(), in.flag(), in.flag(), in.flag()),
                in.isAtEnd() ? Conventions.DEFAULT : new Conventions(in.textOrNull(), in.textOrNull(), in.flag()));
    }
}

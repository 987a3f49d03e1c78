package dev.ghlsync.sync.step;

import dev.ghlsync.sync.domain.guard.MassChange;
import dev.ghlsync.sync.emission.Emission;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/** The stores of one partition of locations, and the desks that decide over them. */
record Desks(
        ContactStores stores,
        ObjectStores objectStores,
        Parking parking,
        HeldInputs held,
        Guard guard,
        ContactDesk contacts,
        ObjectDesk objects,
        GhlDesk ghl,
        ChangeLedger ledger,
        ChangeDesk changes,
        PatchDesk patches,
        ResultDesk results,
        Reissue reissue) {

    static Desks open(ProcessingContext context, GhlFacts facts, MassChange massChange, Consumer<Emission> out) {
        var stores = new ContactStores(context);
        var objectStores = new ObjectStores(context);
        var parking = new Parking(context);
        var guard = new Guard(context, massChange);
        var objects = new ObjectDesk(objectStores, stores, out);
        var contacts = new ContactDesk(stores, guard, parking, objects, out);
        var ghl = new GhlDesk(stores, contacts);
        var ledger = new ChangeLedger(stores, contacts);
        return new Desks(
                stores,
                objectStores,
                parking,
                new HeldInputs(context),
                guard,
                contacts,
                objects,
                ghl,
                ledger,
                new ChangeDesk(stores, contacts, guard, ledger, new FieldNames(objectStores, out)),
                new PatchDesk(ledger, objects),
                new ResultDesk(stores, contacts, ghl, facts),
                new Reissue(context, stores, objectStores, contacts, objects));
    }
}

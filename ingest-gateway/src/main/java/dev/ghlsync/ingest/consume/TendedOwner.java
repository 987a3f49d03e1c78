package dev.ghlsync.ingest.consume;

import dev.ghlsync.ingest.ops.Stop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An owner with something more to look after.
 *
 * @param also called after the owner's own {@link Owner#tend}
 */
public record TendedOwner(Owner owner, Consumer<Predicate<String>> also) implements Owner {
    @Override
    public void tend(Predicate<String> owns) {
        owner.tend(owns);
        also.accept(owns);
    }

    @Override
    public CompletableFuture<Boolean> handle(Received record, Turn turn, Stop stop) {
        return owner.handle(record, turn, stop);
    }

    @Override
    public void release(Predicate<String> locations, Duration patience) {
        owner.release(locations, patience);
    }
}

package dev.ghlsync.sync.domain.contact;

/** A promise that a generated history broke. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Property property;

    Violation(Property property, String message) {
        super(message);
        this.property = property;
    }

    Property property() {
        return property;
    }

    static void unless(boolean holds, Property property, java.util.function.Supplier<String> message) {
        if (!holds) {
            throw new Violation(property, message.get());
        }
    }
}

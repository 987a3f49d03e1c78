package dev.ghlsync.ghl.credentials;

/** A token, key or password. Its {@link #toString()} never shows the value, so it may appear in logged records. */
public record Secret(String reveal) {

    public Secret {
        if (reveal.isBlank()) {
            throw new IllegalArgumentException("A secret is blank; give its value or leave its setting out.");
        }
    }

    public static Secret of(String value) {
        return new Secret(value);
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}

package dev.ghlsync.push.dlq;

/** Who does something, and why. */
public record Operator(String who, String why) {
    public Operator {
        if (who.isBlank() || why.isBlank()) {
            throw new IllegalArgumentException("Who does it and why must be given.");
        }
    }
}

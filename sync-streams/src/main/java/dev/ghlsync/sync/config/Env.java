package dev.ghlsync.sync.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed reading of environment variables; blank counts as not set. */
final class Env {
    private final Map<String, String> variables;

    Env(Map<String, String> variables) {
        this.variables = variables;
    }

    @Nullable
    String text(String name) {
        var value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String otherwise) {
        var value = text(name);
        return value == null ? otherwise : value;
    }

    int number(String name, int otherwise, int min, int max) {
        var value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, min, max, e);
        }
        throw wrong(name, value, min, max, null);
    }

    private static IllegalArgumentException wrong(
            String name, String value, int min, int max, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                name + " is '" + value + "'; set it to a whole number from " + min + " to " + max + ".", cause);
    }
}

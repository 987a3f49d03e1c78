package dev.ghlsync.ingest.config;

import dev.ghlsync.ghl.credentials.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed reading of environment variables; blank counts as not set. Errors name the variable, the value and the remedy. */
final class Env {
    private final Map<String, String> variables;

    Env(Map<String, String> variables) {
        this.variables = variables;
    }

    @Nullable
    String text(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** Never repeats the value in an error. */
    @Nullable
    Secret secret(String name) {
        String value = text(name);
        return value == null ? null : Secret.of(value);
    }

    long number(String name, long otherwise, long min, long max) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, "no whole number; set it to " + min + " to " + max, e);
        }
        throw wrong(name, value, "out of range; set it to " + min + " to " + max, null);
    }

    int integer(String name, int otherwise, int min, int max) {
        return (int) number(name, otherwise, min, max);
    }

    Duration millis(String name, Duration otherwise, Duration min, Duration max) {
        return Duration.ofMillis(number(name, otherwise.toMillis(), min.toMillis(), max.toMillis()));
    }

    boolean flag(String name, boolean otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, value, "neither true nor false; set it to one of them", null);
        };
    }

    URI url(String name, String otherwise) {
        String value = text(name, otherwise);
        try {
            URI url = URI.create(value);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(name, value, "no URL; set it to one such as " + otherwise, e);
        }
        throw wrong(name, value, "no http or https URL; set it to one such as " + otherwise, null);
    }

    /** Comma-separated items, each read by {@code item}, whose complaint is passed on without the value. */
    <T> List<T> list(String name, Function<String, T> item) {
        String value = text(name);
        if (value == null) {
            return List.of();
        }
        try {
            return Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(item)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException wrong(
            String name, String value, String problem, @Nullable Throwable cause) {
        return new IllegalArgumentException(name + " is '" + value + "', which is " + problem + ".", cause);
    }
}

package dev.ghlsync.ghl.model;

import org.jspecify.annotations.Nullable;

/**
 * The key of a webhook, and where it was found.
 *
 * @param key never blank
 */
public record Routing(Source source, String key) {

    public Routing {
        if (key.isBlank()) {
            throw new IllegalArgumentException("A webhook's routing key is blank.");
        }
    }

    /** The key if it is a location's id, else null. */
    public @Nullable String locationId() {
        return switch (source) {
            case LOCATION_ID, LOCATION_EVENT_ID, ALT_ID -> key;
            case COMPANY_ID, WEBHOOK_ID, TYPE -> null;
        };
    }

    public enum Source {
        /** {@code locationId}. */
        LOCATION_ID,
        /** {@code id} of a LocationCreate or LocationUpdate, which have no {@code locationId}. */
        LOCATION_EVENT_ID,
        /** {@code altId} with {@code altType} {@code location} or none: invoices and orders. */
        ALT_ID,
        /** {@code companyId}: agency-wide installs and users. */
        COMPANY_ID,
        /** {@code webhookId}: nothing names an owner. */
        WEBHOOK_ID,
        /** {@code type}: not even a {@code webhookId}. */
        TYPE
    }
}

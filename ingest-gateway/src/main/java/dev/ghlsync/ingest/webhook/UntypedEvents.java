package dev.ghlsync.ingest.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ghl.model.WebhookEnvelope;
import java.util.List;
import java.util.Optional;

/**
 * Events that HighLevel publishes without {@code type} (official samples, highlevel-api-docs 0af86a4: associations, invoices, object schemas,
 * prices, products, records, relations). They are recognised by fields that only their family has. The family is all the body tells: whether it
 * was created, changed or deleted is not in it.
 */
final class UntypedEvents {
    /** Marks a type that was derived, so that no reader takes it for one HighLevel sent. */
    private static final String PREFIX = "untyped.";

    private static final List<Shape> SHAPES = List.of(
            new Shape("Association", List.of("id", "associationType", "firstObjectKey", "secondObjectKey")),
            new Shape("Relation", List.of("id", "associationId", "firstRecordId", "secondRecordId")),
            new Shape("ObjectSchema", List.of("id", "labels", "primaryDisplayProperty")),
            new Shape("Record", List.of("id", "locationId", "properties", "owners")),
            new Shape("Invoice", List.of("_id", "altId", "altType", "amountPaid")),
            new Shape("Price", List.of("_id", "product", "priceType")),
            new Shape("Product", List.of("_id", "locationId", "productType")));

    private UntypedEvents() {}

    /** The head of the body under its derived type, such as {@code untyped.Invoice}; empty if no published event looks like this. */
    static Optional<WebhookEnvelope> envelope(byte[] raw) {
        ObjectNode body = GhlJson.objectOrEmpty(raw);
        return SHAPES.stream()
                .filter(shape -> shape.fields().stream().allMatch(body::has))
                .findFirst()
                .map(shape -> WebhookEnvelope.parse(GhlJson.bytes(body.put("type", PREFIX + shape.family()))))
                .filter(WebhookEnvelope.class::isInstance)
                .map(WebhookEnvelope.class::cast);
    }

    private record Shape(String family, List<String> fields) {}
}

package dev.ghlsync.ingest.webhook;

import java.util.Set;

/** Event types with a metric tag of their own: those with an official page (highlevel-api-docs 0af86a4, "webhook events"), and derived ones. */
public final class KnownEvents {
    private static final String NONE = "none";
    private static final String OTHER = "other";

    private static final Set<String> TYPES = Set.of(
            "AppointmentCreate",
            "AppointmentDelete",
            "AppointmentUpdate",
            "AssociationCreate",
            "AssociationDelete",
            "AssociationUpdate",
            "CampaignStatusUpdate",
            "ContactCreate",
            "ContactDelete",
            "ContactDndUpdate",
            "ContactTagUpdate",
            "ContactUpdate",
            "ConversationUnreadUpdate",
            "INSTALL",
            "InboundMessage",
            "InvoiceCreate",
            "InvoiceDelete",
            "InvoicePaid",
            "InvoicePartiallyPaid",
            "InvoiceSent",
            "InvoiceUpdate",
            "InvoiceVoid",
            "LCEmailStats",
            "LocationCreate",
            "LocationUpdate",
            "NoteCreate",
            "NoteDelete",
            "NoteUpdate",
            "ObjectSchemaCreate",
            "ObjectSchemaUpdate",
            "OpportunityAssignedToUpdate",
            "OpportunityCreate",
            "OpportunityDelete",
            "OpportunityMonetaryValueUpdate",
            "OpportunityStageUpdate",
            "OpportunityStatusUpdate",
            "OpportunityUpdate",
            "OrderCreate",
            "OrderStatusUpdate",
            "OutboundMessage",
            "PLAN_CHANGE",
            "PriceCreate",
            "PriceDelete",
            "PriceUpdate",
            "ProductCreate",
            "ProductDelete",
            "ProductUpdate",
            "RecordCreate",
            "RecordDelete",
            "RecordUpdate",
            "RelationCreate",
            "RelationDelete",
            "TaskComplete",
            "TaskCreate",
            "TaskDelete",
            "UNINSTALL",
            "UPDATE",
            "UserCreate",
            "UserDelete",
            "UserUpdate",
            "untyped.Association",
            "untyped.Invoice",
            "untyped.ObjectSchema",
            "untyped.Price",
            "untyped.Product",
            "untyped.Record",
            "untyped.Relation");

    private KnownEvents() {}

    /** The type itself if it is known, {@code other} if not, {@code none} for an empty one. */
    public static String tag(String type) {
        if (type.isEmpty()) {
            return NONE;
        }
        return TYPES.contains(type) ? type : OTHER;
    }
}

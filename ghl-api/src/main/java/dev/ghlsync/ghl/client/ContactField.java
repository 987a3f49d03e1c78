package dev.ghlsync.ghl.client;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contact properties that HighLevel's write calls accept (contacts.json: CreateContactDto, UpdateContactDto); any other is refused with 422.
 * {@code locationId}, {@code tags} and {@code customFields} are not among them: {@link ContactCreate} and {@link ContactUpdate} treat them apart.
 */
public enum ContactField {
    FIRST_NAME("firstName", Calls.BOTH, Null.BOTH),
    LAST_NAME("lastName", Calls.BOTH, Null.BOTH),
    NAME("name", Calls.BOTH, Null.BOTH),
    EMAIL("email", Calls.BOTH, Null.BOTH),
    PHONE("phone", Calls.BOTH, Null.BOTH),
    ADDRESS1("address1", Calls.BOTH, Null.BOTH),
    CITY("city", Calls.BOTH, Null.BOTH),
    STATE("state", Calls.BOTH, Null.BOTH),
    POSTAL_CODE("postalCode", Calls.BOTH, Null.NONE),
    COUNTRY("country", Calls.BOTH, Null.NONE),
    WEBSITE("website", Calls.BOTH, Null.BOTH),
    TIMEZONE("timezone", Calls.BOTH, Null.BOTH),
    DATE_OF_BIRTH("dateOfBirth", Calls.BOTH, Null.BOTH),
    DND("dnd", Calls.BOTH, Null.NONE),
    DND_SETTINGS("dndSettings", Calls.BOTH, Null.NONE),
    INBOUND_DND_SETTINGS("inboundDndSettings", Calls.BOTH, Null.NONE),
    SOURCE("source", Calls.BOTH, Null.UPDATE),
    ASSIGNED_TO("assignedTo", Calls.BOTH, Null.UPDATE),
    GENDER("gender", Calls.CREATE, Null.NONE),
    /** Not in UpdateContactDto: an update with it needs {@link ContactUpdate.Builder#companyNameDespiteTheSpec}. */
    COMPANY_NAME("companyName", Calls.CREATE, Null.BOTH);

    private static final Map<String, ContactField> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ContactField::wireName, Function.identity()));

    private final String wireName;
    private final Calls calls;
    private final Null nullable;

    ContactField(String wireName, Calls calls, Null nullable) {
        this.wireName = wireName;
        this.calls = calls;
        this.nullable = nullable;
    }

    /** The field of this JSON name; null if no write call accepts it. */
    public static @Nullable ContactField ofWireName(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    public String wireName() {
        return wireName;
    }

    /** Whether {@code PUT /contacts/{id}} accepts the field. {@code POST /contacts/} accepts all. */
    public boolean writableOnUpdate() {
        return calls == Calls.BOTH;
    }

    boolean nullableOnCreate() {
        return nullable == Null.BOTH;
    }

    boolean nullableOnUpdate() {
        return nullable != Null.NONE;
    }

    private enum Calls {
        BOTH,
        CREATE
    }

    private enum Null {
        BOTH,
        UPDATE,
        NONE
    }
}

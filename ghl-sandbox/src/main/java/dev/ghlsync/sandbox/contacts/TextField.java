package dev.ghlsync.sandbox.contacts;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The single-valued text fields of a contact, by their name in the API. */
public enum TextField {
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    EMAIL("email"),
    PHONE("phone"),
    PHONE_LABEL("phoneLabel"),
    COMPANY_NAME("companyName"),
    ADDRESS1("address1"),
    CITY("city"),
    STATE("state"),
    COUNTRY("country"),
    POSTAL_CODE("postalCode"),
    WEBSITE("website"),
    TIMEZONE("timezone"),
    DATE_OF_BIRTH("dateOfBirth"),
    SOURCE("source"),
    TYPE("type"),
    ASSIGNED_TO("assignedTo"),
    BUSINESS_ID("businessId"),
    VISITOR_ID("visitorId");

    private static final Map<String, TextField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(TextField::apiName, Function.identity()));

    private final String apiName;

    TextField(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    public static @Nullable TextField named(String apiName) {
        return BY_NAME.get(apiName);
    }
}

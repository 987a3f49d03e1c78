package dev.ghlsync.sandbox.locations;

import java.util.List;

/**
 * The definition of a custom field.
 *
 * @param fieldKey with its model, such as "contact.pincode"
 * @param dataType TEXT, LARGE_TEXT, NUMERICAL, MONETORY, DATE, SINGLE_OPTIONS, MULTIPLE_OPTIONS, CHECKBOX, RADIO, FILE_UPLOAD
 * @param model "contact" or "opportunity"
 */
public record CustomField(
        String id, String name, String fieldKey, String dataType, List<String> options, String model) {}

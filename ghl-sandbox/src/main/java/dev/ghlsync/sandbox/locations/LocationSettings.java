package dev.ghlsync.sandbox.locations;

import java.util.List;

/**
 * Settings a person makes in HighLevel.
 *
 * @param duplicatePriority "email" and "phone" in the order in which duplicates are looked for; a page setting, not shown by the API
 */
public record LocationSettings(
        boolean allowDuplicateContact,
        boolean allowDuplicateOpportunity,
        boolean allowFacebookNameMerge,
        boolean disableContactTimezone,
        List<String> duplicatePriority) {

    public static final LocationSettings DEFAULTS =
            new LocationSettings(false, false, false, false, List.of("email", "phone"));
}

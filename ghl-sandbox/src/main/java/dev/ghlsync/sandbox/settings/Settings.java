package dev.ghlsync.sandbox.settings;

/**
 * Behaviour that differs between accounts, times or reports, and so is switchable.
 *
 * @param searchIndexLagMs sandbox time until a change shows in contact search, 0 for at once
 * @param invalidPhoneStatus 422 or 400
 * @param severalEventsPerAction also send ContactUpdate with a tag or DND change, Update after Create and Delete of opportunities …
 * @param updateAfterDelete send ContactUpdate after ContactDelete
 * @param lowerCaseNames lower-case first and last name in GET, PUT and POST answers
 * @param rawNamesInSearch add firstNameRaw and lastNameRaw to search items
 * @param upsertMatchesFurtherEmails upsert also finds contacts by a further email address and overwrites their main one
 * @param refusesPhoneOnlyUpsert answer 422 to an upsert without an email, as one report has it; the official file allows it
 * @param refusesPlainUserAgents answer 403 to callers whose User-Agent is no browser's, as the network before HighLevel sometimes does
 * @param openApi how strictly requests are held against the official OpenAPI files
 * @param burstLimit calls per burst window, per app and location; 0 for no limit
 * @param burstWindowMs sandbox length of the burst window
 * @param dailyLimit calls a day, per app and location
 */
public record Settings(
        long searchIndexLagMs,
        int invalidPhoneStatus,
        boolean severalEventsPerAction,
        boolean updateAfterDelete,
        boolean lowerCaseNames,
        boolean rawNamesInSearch,
        boolean upsertMatchesFurtherEmails,
        boolean refusesPhoneOnlyUpsert,
        boolean refusesPlainUserAgents,
        OpenApiMode openApi,
        int burstLimit,
        long burstWindowMs,
        int dailyLimit) {

    public static final Settings DEFAULTS = new Settings(
            2_000, 422, true, true, false, true, true, false, false, OpenApiMode.OBSERVE, 100, 10_000, 200_000);

    public Settings {
        if (searchIndexLagMs < 0 || burstLimit < 0 || burstWindowMs <= 0 || dailyLimit < 0) {
            throw new IllegalArgumentException(
                    "searchIndexLagMs, burstLimit and dailyLimit must not be negative and burstWindowMs must be"
                            + " positive.");
        }
        if (invalidPhoneStatus != 400 && invalidPhoneStatus != 422) {
            throw new IllegalArgumentException(
                    "invalidPhoneStatus must be 400 or 422, it was " + invalidPhoneStatus + ".");
        }
    }

    public Settings withSearchIndexLagMs(long lag) {
        return new Settings(
                lag,
                invalidPhoneStatus,
                severalEventsPerAction,
                updateAfterDelete,
                lowerCaseNames,
                rawNamesInSearch,
                upsertMatchesFurtherEmails,
                refusesPhoneOnlyUpsert,
                refusesPlainUserAgents,
                openApi,
                burstLimit,
                burstWindowMs,
                dailyLimit);
    }

    public Settings withLimits(int burst, int daily) {
        return new Settings(
                searchIndexLagMs,
                invalidPhoneStatus,
                severalEventsPerAction,
                updateAfterDelete,
                lowerCaseNames,
                rawNamesInSearch,
                upsertMatchesFurtherEmails,
                refusesPhoneOnlyUpsert,
                refusesPlainUserAgents,
                openApi,
                burst,
                burstWindowMs,
                daily);
    }
}

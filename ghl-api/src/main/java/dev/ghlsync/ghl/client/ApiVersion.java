package dev.ghlsync.ghl.client;

/** Values of the mandatory {@code Version} header (official OpenAPI files). */
public enum ApiVersion {
    /** Contacts, opportunities, locations, OAuth, users. */
    V2021_07_28("2021-07-28"),
    /** Calendars, conversations. */
    V2021_04_15("2021-04-15");

    private final String header;

    ApiVersion(String header) {
        this.header = header;
    }

    public String header() {
        return header;
    }
}

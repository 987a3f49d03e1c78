package dev.ghlsync.sync.domain.contact;

/**
 * Settings of a location that the rules depend on.
 *
 * @param country default country of phone numbers, ISO 3166-1 alpha-2
 * @param createInGhl whether contacts that exist only with us are created in GoHighLevel
 * @param createWithoutEmailOrPhone whether one with neither email nor phone is
 * @param writeCompanyOnUpdate whether the company name is sent on updates although the official API does not list it
 */
public record Policy(
        String country, boolean createInGhl, boolean createWithoutEmailOrPhone, boolean writeCompanyOnUpdate) {
    public static final Policy DEFAULT = new Policy("US", true, false, false);
}

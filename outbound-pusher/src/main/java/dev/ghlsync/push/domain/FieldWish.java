package dev.ghlsync.push.domain;

import org.jspecify.annotations.Nullable;

/**
 * One field a command wants in GoHighLevel, in canonical text.
 *
 * @param field our name, such as {@code phone} or {@code customFields.<id>}
 * @param wanted null to clear it
 * @param base what GoHighLevel had when this was planned; null for none
 * @param baseKnown whether that was known at all
 */
public record FieldWish(
        String field, @Nullable String wanted, @Nullable String base, boolean baseKnown) {

    public static final String COMPANY = "company";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String CUSTOM_PREFIX = "customFields.";

    public boolean isCustom() {
        return field.startsWith(CUSTOM_PREFIX);
    }

    /** Without the values, which are personal data. */
    @Override
    public String toString() {
        return "FieldWish[" + field + "]";
    }
}

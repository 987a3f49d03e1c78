package dev.ghlsync.ghl.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Whether a webhook was sent for our app. All apps share HighLevel's signing key, so a valid signature alone does not say it. The app id is the
 * client id up to its first {@code -} (official SDK 3.1.0, webhook-manager.js).
 */
public enum AppId {
    OURS,
    FOREIGN,
    /** The body states no app id: accept and count. */
    ABSENT;

    /** @param bodyAppId the body's {@code appId}; null or blank if it has none */
    public static AppId check(String clientId, @Nullable String bodyAppId) {
        if (bodyAppId == null || bodyAppId.isBlank()) {
            return ABSENT;
        }
        return bodyAppId.equals(ofClient(clientId)) ? OURS : FOREIGN;
    }

    /** The app id within a client id, for example {@code 6878cec4} of {@code 6878cec4-mgvb1x9d}. */
    public static String ofClient(String clientId) {
        int dash = clientId.indexOf('-');
        return dash < 0 ? clientId : clientId.substring(0, dash);
    }
}

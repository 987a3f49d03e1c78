package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.Secret;
import dev.ghlsync.ingest.connection.LocationConnection.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to change of a connection without connecting it anew. Null leaves what was set before.
 *
 * @param organizationStated whether the organization is said, be it null
 * @param organizationId organization of ours; null maps the location to none
 */
public record ConfigureRequest(
        boolean organizationStated,
        @Nullable String organizationId,
        @Nullable String country,
        @Nullable String timezone,
        @Nullable String currency,
        @Nullable Boolean createInGhl,
        @Nullable Boolean createWithoutEmailOrPhone,
        @Nullable Boolean writeCompanyNameOnUpdate,
        @Nullable Boolean inboundPaused,
        @Nullable Boolean outboundPaused,
        @Nullable Boolean syncTasks,
        @Nullable List<Secret> webhookSecrets) {

    Settings over(Settings before) {
        return new Settings(
                country == null ? before.country() : country,
                timezone == null ? before.timezone() : timezone,
                currency == null ? before.currency() : currency,
                createInGhl == null ? before.createInGhl() : createInGhl,
                createWithoutEmailOrPhone == null ? before.createWithoutEmailOrPhone() : createWithoutEmailOrPhone,
                writeCompanyNameOnUpdate == null ? before.writeCompanyNameOnUpdate() : writeCompanyNameOnUpdate,
                inboundPaused == null ? before.inboundPaused() : inboundPaused,
                outboundPaused == null ? before.outboundPaused() : outboundPaused,
                before.allowDuplicateContact(),
                syncTasks == null ? before.syncTasks() : syncTasks);
    }
}

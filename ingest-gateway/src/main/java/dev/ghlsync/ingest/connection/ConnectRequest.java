package dev.ghlsync.ingest.connection;

import dev.ghlsync.ghl.credentials.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for when connecting a location with a Private Integration Token. Null leaves what GoHighLevel states, or what was set before,
 * or the default.
 */
public record ConnectRequest(
        Secret token,
        @Nullable String companyId,
        @Nullable String organizationId,
        @Nullable String country,
        @Nullable String timezone,
        @Nullable String currency,
        @Nullable Boolean createInGhl,
        @Nullable Boolean createWithoutEmailOrPhone,
        @Nullable Boolean writeCompanyNameOnUpdate,
        @Nullable List<Secret> webhookSecrets) {}

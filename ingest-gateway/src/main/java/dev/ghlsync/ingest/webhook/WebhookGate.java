package dev.ghlsync.ingest.webhook;

import dev.ghlsync.ghl.model.GhlJson;
import dev.ghlsync.ghl.model.ParsedWebhook;
import dev.ghlsync.ghl.model.WebhookEnvelope;
import dev.ghlsync.ghl.webhook.AppId;
import dev.ghlsync.ghl.webhook.LocationSecret;
import dev.ghlsync.ghl.webhook.StandardVerification;
import dev.ghlsync.ghl.webhook.StandardWebhooks;
import dev.ghlsync.ghl.webhook.Verification;
import dev.ghlsync.ghl.webhook.WebhookVerifier;
import dev.ghlsync.ingest.domain.Cidr;
import dev.ghlsync.ingest.webhook.AcceptedWebhook.Sender;
import dev.ghlsync.ingest.webhook.Admission.Admitted;
import dev.ghlsync.ingest.webhook.Admission.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which webhooks enter, failing closed. The sender is proven over the raw bytes before anything of the body is believed: a HighLevel
 * signature decides alone when its header is there; else the Standard Webhooks headers; else the secret of the location that the body names. An
 * old timestamp of HighLevel is no reason to refuse: it redelivers for hours, and by hand for 30 days. Safe for concurrent use.
 *
 * <p>A body without {@code type} is refused, with one exception: HighLevel publishes some families of events without it ({@link UntypedEvents}).
 * Such a body is accepted when HighLevel signed it, because a redelivery would be the same and the event would be lost.
 */
public final class WebhookGate {
    private final Rules rules;
    private final WebhookVerifier verifier;
    private final Locations locations;

    /**
     * @param clientId OAuth client id of our app; null refuses every body with an app id
     * @param standard null switches Standard Webhooks off
     * @param allowed networks that may send; empty allows all
     */
    public record Rules(@Nullable String clientId, @Nullable StandardWebhooks standard, List<Cidr> allowed) {
        public Rules {
            allowed = List.copyOf(allowed);
        }
    }

    /** What is known of locations. */
    public interface Locations {
        /** Empty if the location is unknown, not connected, or has no secret. */
        Optional<LocationSecret> webhookSecret(String locationId);

        @Nullable
        String organizationOf(String locationId);

        /** Whether an operator holds back what comes from the location. */
        boolean inboundPaused(String locationId);
    }

    public WebhookGate(Rules rules, WebhookVerifier verifier, Locations locations) {
        this.rules = rules;
        this.verifier = verifier;
        this.locations = locations;
    }

    public Admission admit(WebhookRequest request) {
        if (!addressAllowed(request)) {
            return Refused.of(WebhookOutcome.FOREIGN_ADDRESS);
        }
        if (!isJson(request.contentType())) {
            return Refused.of(WebhookOutcome.NOT_JSON_CONTENT);
        }
        String signature = request.header().apply(WebhookVerifier.SIGNATURE_HEADER);
        String legacy = request.header().apply(WebhookVerifier.LEGACY_SIGNATURE_HEADER);
        if (signature != null) {
            return bySignature(request, verifier.verify(request.body(), signature, legacy));
        }
        if (request.header().apply(StandardWebhooks.SIGNATURE_HEADER) != null) {
            return byHmac(request);
        }
        if (request.header().apply(LocationSecret.HEADER) != null) {
            return byLocationSecret(request);
        }
        return bySignature(request, verifier.verify(request.body(), null, legacy));
    }

    private Admission bySignature(WebhookRequest request, Verification verification) {
        return switch (verification) {
            case Verification.Verified verified -> highLevelEvent(request.body(), sender(verified.method()));
            case Verification.BadSignature ignored -> Refused.of(WebhookOutcome.BAD_SIGNATURE);
            case Verification.Unsigned ignored -> Refused.of(WebhookOutcome.UNSIGNED);
        };
    }

    private Admission byHmac(WebhookRequest request) {
        if (rules.standard() == null) {
            return Refused.of(WebhookOutcome.UNSIGNED);
        }
        StandardVerification verification = rules.standard()
                .verify(
                        request.body(),
                        request.header().apply(StandardWebhooks.ID_HEADER),
                        request.header().apply(StandardWebhooks.TIMESTAMP_HEADER),
                        request.header().apply(StandardWebhooks.SIGNATURE_HEADER));
        return switch (verification) {
            case StandardVerification.Verified ignored -> otherEvent(request.body(), Sender.STANDARD_WEBHOOKS_HMAC);
            case StandardVerification.MissingHeader ignored -> Refused.of(WebhookOutcome.BAD_HMAC);
            case StandardVerification.BadTimestamp ignored -> Refused.of(WebhookOutcome.BAD_HMAC);
            case StandardVerification.OutsideTolerance ignored -> Refused.of(WebhookOutcome.BAD_HMAC);
            case StandardVerification.BadSignature ignored -> Refused.of(WebhookOutcome.BAD_HMAC);
        };
    }

    /** The body must be read first to know whose secret is asked for; it is believed only if that location's secret is given. */
    private Admission byLocationSecret(WebhookRequest request) {
        String locationId = GhlJson.text(GhlJson.objectOrEmpty(request.body()), "locationId");
        String given = request.header().apply(LocationSecret.HEADER);
        boolean proven = locationId != null
                && locations
                        .webhookSecret(locationId)
                        .filter(secret -> secret.matches(given))
                        .isPresent();
        return proven ? otherEvent(request.body(), Sender.LOCATION_SECRET) : Refused.of(WebhookOutcome.BAD_SECRET);
    }

    private Admission highLevelEvent(byte[] raw, Sender sender) {
        return switch (WebhookEnvelope.parse(raw)) {
            case ParsedWebhook.NotJson ignored -> Refused.of(WebhookOutcome.NOT_JSON);
            case WebhookEnvelope envelope -> ofOurApp(envelope, true, sender, raw);
            case ParsedWebhook.NoType ignored ->
                UntypedEvents.envelope(raw)
                        .map(envelope -> ofOurApp(envelope, false, sender, raw))
                        .orElse(Refused.of(WebhookOutcome.NO_TYPE));
        };
    }

    private Admission otherEvent(byte[] raw, Sender sender) {
        return switch (WebhookEnvelope.parse(raw)) {
            case ParsedWebhook.NotJson ignored -> Refused.of(WebhookOutcome.NOT_JSON);
            case ParsedWebhook.NoType ignored -> Refused.of(WebhookOutcome.NO_TYPE);
            case WebhookEnvelope envelope -> admitted(envelope, true, sender, raw);
        };
    }

    private Admission ofOurApp(WebhookEnvelope envelope, boolean typed, Sender sender, byte[] raw) {
        return isForeign(envelope.appId())
                ? new Refused(WebhookOutcome.FOREIGN_APP, envelope.type())
                : admitted(envelope, typed, sender, raw);
    }

    private Admission admitted(WebhookEnvelope envelope, boolean typed, Sender sender, byte[] raw) {
        String locationId = envelope.locationId();
        if (locationId != null && locations.inboundPaused(locationId)) {
            return new Refused(WebhookOutcome.PAUSED, envelope.type());
        }
        String organizationId = locationId == null ? null : locations.organizationOf(locationId);
        return new Admitted(new AcceptedWebhook(envelope, organizationId, sender, typed, raw));
    }

    private boolean addressAllowed(WebhookRequest request) {
        return rules.allowed().isEmpty()
                || rules.allowed().stream().anyMatch(network -> network.contains(request.peer()));
    }

    /** Without a configured client id no app is ours: a body for some app is then refused. */
    private boolean isForeign(@Nullable String bodyAppId) {
        if (rules.clientId() == null) {
            return bodyAppId != null;
        }
        return AppId.check(rules.clientId(), bodyAppId) == AppId.FOREIGN;
    }

    /** Whether a media type without parameters is JSON; null is not. */
    public static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return "application/json".equals(type) || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static Sender sender(Verification.Method method) {
        return switch (method) {
            case ED25519 -> Sender.ED25519;
            case RSA_LEGACY -> Sender.RSA_LEGACY;
        };
    }
}

package dev.ghlsync.sync.avro;

import dev.ghlsync.avro.Attribution;
import dev.ghlsync.sync.ghl.Attributions;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attribution of a contact; properties without a field of their own are kept under their own names. */
final class AttributionEncoder {
    private AttributionEncoder() {}

    /** @param canonical canonical JSON, null for none */
    static @Nullable Attribution attribution(@Nullable String canonical) {
        if (canonical == null) {
            return null;
        }
        var rest = new TreeMap<>(Attributions.ofCanonical(canonical));
        return Attribution.newBuilder()
                .setSessionSource(taken(rest, "sessionSource"))
                .setMedium(taken(rest, "medium"))
                .setMediumId(taken(rest, "mediumId"))
                .setUrl(taken(rest, "url"))
                .setReferrer(taken(rest, "referrer"))
                .setCampaign(taken(rest, "campaign"))
                .setCampaignId(taken(rest, "campaignId"))
                .setUtmSource(taken(rest, "utmSource"))
                .setUtmMedium(taken(rest, "utmMedium"))
                .setUtmCampaign(taken(rest, "utmCampaign"))
                .setUtmContent(taken(rest, "utmContent"))
                .setUtmTerm(taken(rest, "utmTerm"))
                .setUtmKeyword(taken(rest, "utmKeyword"))
                .setUtmMatchType(taken(rest, "utmMatchType"))
                .setAdName(taken(rest, "adName"))
                .setAdId(taken(rest, "adId"))
                .setAdGroupId(taken(rest, "adGroupId"))
                .setAdSetId(taken(rest, "adSetId"))
                .setGclid(taken(rest, "gclid"))
                .setGbraid(taken(rest, "gbraid"))
                .setWbraid(taken(rest, "wbraid"))
                // GoHighLevel writes msclikid (GHL docs, contacts.json: AttributionSource).
                .setMsclkid(taken(rest, rest.containsKey("msclkid") ? "msclkid" : "msclikid"))
                .setFbclid(taken(rest, "fbclid"))
                .setFbc(taken(rest, "fbc"))
                .setFbp(taken(rest, "fbp"))
                .setTtclid(taken(rest, "ttclid"))
                .setGaClientId(taken(rest, "gaClientId"))
                .setGaSessionId(taken(rest, "gaSessionId"))
                .setUserAgent(taken(rest, "userAgent"))
                .setIp(taken(rest, "ip"))
                .setOther(rest)
                .build();
    }

    private static @Nullable String taken(Map<String, String> rest, String name) {
        return rest.remove(name);
    }
}

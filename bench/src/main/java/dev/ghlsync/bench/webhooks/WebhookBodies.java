package dev.ghlsync.bench.webhooks;

import java.time.Instant;

/** Webhook bodies as GoHighLevel sends them for a contact; invented people. */
public final class WebhookBodies {
    private WebhookBodies() {}

    public static String contactId(String locationId, int contact) {
        return locationId + "-c" + contact;
    }

    /**
     * What is said of a contact in a round: 0 creates it, each later one changes its first name and city.
     *
     * @param at when GoHighLevel says it happened
     */
    public static String of(String locationId, int contact, int round, Instant at) {
        return """
            {"type":"%s","locationId":"%s","versionId":"5f0a1c2b3d4e5f6a7b8c9d0e","id":"%s",\
            "webhookId":"%s-%d","timestamp":"%s","firstName":"Given%d","lastName":"Family%d","email":"contact%d@example.com",\
            "phone":"+1212%07d","address1":"%d Example Street","city":"City%d","state":"NY","postalCode":"10001","country":"US",\
            "companyName":"Example %d Ltd","website":"https://www.example.com/%d","source":"bench","dnd":false,\
            "tags":["customer","newsletter","round-%d"],"dateAdded":"2026-01-05T10:00:00.000Z",\
            "customFields":[{"id":"k2c9fieldtext00000001","value":"text %d"},{"id":"k2c9fieldnum000000002","value":%d}]}\
            """.formatted(
                        round == 0 ? "ContactCreate" : "ContactUpdate",
                        locationId,
                        contactId(locationId, contact),
                        contactId(locationId, contact),
                        round,
                        at,
                        round,
                        contact,
                        contact,
                        2_000_000 + contact % 8_000_000,
                        contact,
                        round,
                        contact,
                        contact,
                        round,
                        contact,
                        round);
    }
}

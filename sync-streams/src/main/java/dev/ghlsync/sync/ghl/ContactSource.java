package dev.ghlsync.sync.ghl;

import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.history.Stamp.Rank;
import dev.ghlsync.sync.inbound.Inbound;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Where a contact's JSON comes from, and what that says about the fields it does not have. */
enum ContactSource {
    /** ContactCreate, ContactUpdate and ContactTagUpdate: one shape (GHL docs, webhook events). */
    WEBHOOK(Rank.WEBHOOK, Absent.NOT_SAID, Names.AS_TYPED, false),
    /** ContactDndUpdate: the same with dndSettings. */
    DND_WEBHOOK(Rank.WEBHOOK, Absent.NOT_SAID, Names.AS_TYPED, true),
    /** {@code GET /contacts/{id}} returns everything a contact has. */
    GET(Rank.READ, Absent.CLEARED, Names.AS_TYPED, false),
    /** {@code POST /contacts/search}: no dndSettings, names in lower case unless the raw ones are there. */
    SEARCH(Rank.SEARCH, Absent.NOT_SAID, Names.MAY_BE_FOLDED, false),
    /** {@code GET /contacts/}: as search. */
    LIST(Rank.SEARCH, Absent.NOT_SAID, Names.MAY_BE_FOLDED, false),
    /** Answers of POST, which lack time zone and attribution, and of PUT, which leave out what they did not touch. */
    WRITE_RESPONSE(Rank.READ, Absent.NOT_SAID, Names.AS_TYPED, false);

    /** What an absent field means. */
    enum Absent {
        CLEARED,
        NOT_SAID
    }

    /** Whether names may have lost their letter case so that they are stated only where they surely have not. */
    enum Names {
        AS_TYPED,
        MAY_BE_FOLDED
    }

    /** Fields every contact webhook has when they are set (GHL docs, the Contact* schemas). */
    private static final Set<Field> IN_WEBHOOKS = Set.copyOf(EnumSet.of(
            Field.GIVEN_NAME,
            Field.FAMILY_NAME,
            Field.EMAIL,
            Field.PHONE,
            Field.COMPANY,
            Field.ADDRESS_LINE1,
            Field.CITY,
            Field.STATE,
            Field.POSTAL_CODE,
            Field.COUNTRY,
            Field.WEBSITE,
            Field.DATE_OF_BIRTH,
            Field.ASSIGNED_TO,
            Field.DND,
            Field.SOURCE));

    private final Rank rank;
    private final Absent absent;
    private final Names names;
    private final boolean channels;

    ContactSource(Rank rank, Absent absent, Names names, boolean channels) {
        this.rank = rank;
        this.absent = absent;
        this.names = names;
        this.channels = channels;
    }

    /** Empty for a webhook that is not about a contact's values. */
    static Optional<ContactSource> ofWebhook(String type) {
        return switch (type) {
            case "ContactCreate", "ContactUpdate", "ContactTagUpdate" -> Optional.of(WEBHOOK);
            case "ContactDndUpdate" -> Optional.of(DND_WEBHOOK);
            default -> Optional.empty();
        };
    }

    static ContactSource of(Inbound.Snapshot.Source source) {
        return switch (source) {
            case GET -> GET;
            case SEARCH -> SEARCH;
            case LIST -> LIST;
            case WRITE_RESPONSE -> WRITE_RESPONSE;
        };
    }

    Rank rank() {
        return rank;
    }

    boolean clearsAbsent() {
        return absent == Absent.CLEARED;
    }

    boolean mayFoldNames() {
        return names == Names.MAY_BE_FOLDED;
    }

    /** Whether a missing field is worth asking for: this source normally states it. */
    boolean normallyStates(Field field) {
        return rank == Rank.WEBHOOK && IN_WEBHOOKS.contains(field);
    }

    /** The same for tags and custom fields. */
    boolean normallyStatesSets() {
        return rank == Rank.WEBHOOK;
    }

    /** The same for the channels. */
    boolean normallyStatesChannels() {
        return channels;
    }
}

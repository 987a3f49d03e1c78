package dev.ghlsync.sync.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.ContactFold;
import dev.ghlsync.sync.domain.contact.ContactState;
import dev.ghlsync.sync.domain.contact.ExternalId;
import dev.ghlsync.sync.domain.contact.Input;
import dev.ghlsync.sync.domain.contact.Merge;
import dev.ghlsync.sync.domain.contact.Policy;
import dev.ghlsync.sync.domain.contact.Split;
import dev.ghlsync.sync.domain.field.Field;
import dev.ghlsync.sync.domain.field.FieldKey;
import dev.ghlsync.sync.domain.identity.Identity.Target;
import dev.ghlsync.sync.domain.identity.Identity.Traits;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is meant, in a location with a few people. */
class IdentityTest {
    private static final String ADA = "ada@example.com";
    private static final String BOB = "bob@example.com";
    private static final String PHONE = "+12025550143";
    private static final ExternalId CRM_7 = new ExternalId("crm", "7");

    private final KnownPeople people = new KnownPeople();

    @Test
    void aLinkDecidesWhateverElseIsSaid() {
        // Given
        people.add(person("c1", 1, "g1", ADA, PHONE), person("c2", 2, "g2", BOB, null));

        // When
        var found = Identity.ofGhl(people, "g2", new Traits(ADA, PHONE));

        // Then
        assertThat(told(found)).isEqualTo("c2");
    }

    @Test
    void anEntryOfTheIndexThatTheContactNoLongerConfirmsIsNoLink() {
        // Given
        people.add(person("c1", 1, "g2", ADA, null));
        people.indexed("g1", "c1");

        // When
        var found = Identity.ofGhl(people, "g1", new Traits(null, null));

        // Then
        assertThat(told(found)).isEqualTo("nobody");
    }

    @ParameterizedTest(name = "link {0}, deleted {1}: {2}")
    @CsvSource({",   false, c1", "g1, false, nobody like c1", "g1, true,  c1"})
    void anEmailAddressLinksOnlyWhatHasNoLivingLink(@Nullable String link, boolean deleted, String expected) {
        // Given
        var ada = person("c1", 1, link, ADA, null);
        people.add(deleted ? fold(ada, new Input.Deleted("g1", 100_000)) : ada);

        // When
        var found = Identity.ofGhl(people, "g9", new Traits(ADA, null));

        // Then
        assertThat(told(found)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "known email {0}, said {1}: {2}")
    @CsvSource({
        ",                ada@example.com, c1",
        "ada@example.com, ,                c1",
        "ada@example.com, ada@example.com, c1",
        "bob@example.com, ada@example.com, nobody"
    })
    void aPhoneNumberNeverJoinsPeopleWithDifferentEmailAddresses(
            @Nullable String known, @Nullable String said, String expected) {
        // Given
        people.add(person("c1", 1, null, known, PHONE));

        // When
        var found = Identity.ofGhl(people, "g9", new Traits(said, PHONE));

        // Then
        assertThat(told(found)).isEqualTo(expected);
    }

    @Test
    void aPhoneNumberOfALinkedContactNamesAPossibleDuplicate() {
        // Given
        people.add(person("c1", 1, "g1", null, PHONE));

        // When
        var found = Identity.ofGhl(people, "g9", new Traits(null, PHONE));

        // Then
        assertThat(told(found)).isEqualTo("nobody like c1");
    }

    @ParameterizedTest(name = "{0} people: by number {1}, by address {2}")
    @CsvSource({"25, c1, c1", "26, nobody, nobody"})
    void whatTooManyShareIdentifiesNobody(int sharing, String byPhone, String byEmail) {
        // Given
        for (int i = 1; i <= sharing; i++) {
            people.add(person("c" + i, i, null, null, PHONE), person("d" + i, i, null, ADA, null));
        }

        // When
        var called = Identity.ofGhl(people, "g9", new Traits(null, PHONE));
        var mailed = Identity.ofOurs(people, creating(), new Traits(ADA, null));

        // Then
        assertThat(told(called)).isEqualTo(byPhone);
        assertThat(told(mailed)).isEqualTo(byEmail.replace('c', 'd'));
    }

    @ParameterizedTest(name = "{0} people: {1}")
    @CsvSource({"24, other", "26, "})
    void anAddressThatTooManyShareJoinsNobody(int others, @Nullable String expected) {
        // Given
        var contact = person("newest", 99, null, ADA, null);
        people.add(contact);
        for (int i = 0; i < others; i++) {
            people.add(person(i == 0 ? "other" : "p" + i, i, null, ADA, null));
        }

        // When
        var twin = Identity.twin(people, contact, new Traits(ADA, null));

        // Then
        assertThat(twin.map(ContactState::contactId).orElse(null)).isEqualTo(expected);
    }

    @Test
    void textThatIsNoNumberIsNoIdentity() {
        // Given
        people.add(person("c1", 1, null, null, "call me"));

        // When
        var found = Identity.ofGhl(people, "g9", new Traits(null, "call me"));

        // Then
        assertThat(told(found)).isEqualTo("nobody");
    }

    @Test
    void emailSaysOneAndPhoneAnother() {
        // Given
        people.add(person("c1", 1, null, ADA, null), person("c2", 2, null, BOB, PHONE));

        // When
        var found = Identity.ofOurs(people, creating(), new Traits(ADA, PHONE));

        // Then
        assertThat(told(found)).isEqualTo("c1 not c2");
    }

    @Test
    void emailAndPhoneOfOnePersonDoNotCollide() {
        // Given
        people.add(person("c1", 1, null, ADA, PHONE));

        // When
        var found = Identity.ofOurs(people, creating(), new Traits(ADA, PHONE));

        // Then
        assertThat(told(found)).isEqualTo("c1");
    }

    @Test
    void ofSeveralTheFreeOneThenTheOldestIsMeant() {
        // Given
        people.add(
                person("c3", 1, "g1", ADA, null), person("c1", 3, null, ADA, null), person("c2", 2, null, ADA, null));

        // When
        var found = Identity.ofGhl(people, "g9", new Traits(ADA, null));

        // Then
        assertThat(told(found)).isEqualTo("c2");
        assertThat(told(Identity.ofOurs(people, creating(), new Traits(ADA, null))))
                .isEqualTo("c3");
    }

    @Test
    void ofTwoAsOldTheSmallerIdIsMeant() {
        // Given
        people.add(person("c2", 1, null, ADA, null), person("c1", 1, null, ADA, null));

        // When
        var found = Identity.ofOurs(people, creating(), new Traits(ADA, null));

        // Then
        assertThat(told(found)).isEqualTo("c1");
    }

    @Test
    void whoWasMergedAwayIsNobody() {
        // Given
        var merge = Merge.of(person("c1", 1, null, null, null), person("c2", 2, null, ADA, null));
        people.add(merge.loser());

        // When
        var found = Identity.ofOurs(people, creating(), new Traits(ADA, null));

        // Then
        assertThat(told(found)).isEqualTo("nobody");
    }

    @ParameterizedTest(name = "contact {0}, ghl {1}, external {2}: {3}")
    @CsvSource({
        "c1, g2, 7, c1",
        "c9, g2, 7, c2",
        ",   g2, 7, c2",
        "c9, g9, 7, c3",
        ",   ,   7, c3",
        "c9, g9, 8, nobody",
        ",   ,   ,  nobody"
    })
    void ourChangeNamesItsTargetById(
            @Nullable String contactId, @Nullable String ghlId, @Nullable String externalId, String expected) {
        // Given
        people.add(person("c1", 1, "g1", ADA, null), person("c2", 2, "g2", null, null));
        people.add(ours(person("c3", 3, null, null, null), 10, new TreeMap<>(), CRM_7));
        var external = externalId == null ? null : new ExternalId("crm", externalId);

        // When
        var found = Identity.ofOurs(people, new Target(contactId, ghlId, external, false), new Traits(ADA, null));

        // Then
        assertThat(told(found)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "email {0}, link {1}, split {2}: {3}")
    @CsvSource({
        "ada@example.com, ,   false, c1",
        ",                ,   false, ",
        "ada@example.com, g2, false, ",
        "ada@example.com, ,   true,  ",
        "bob@example.com, ,   false, "
    })
    void anUnlinkedContactTurnsOutToBeAnotherByItsEmail(
            @Nullable String email, @Nullable String link, boolean split, @Nullable String expected) {
        // Given
        var one = person("c1", 1, "g1", ADA, null);
        var other = person("c2", 2, link, email, null);
        if (split) {
            var apart = Split.off(one, other, new TreeSet<>());
            one = apart.remaining();
            other = apart.other();
        }
        people.add(one, other);

        // When
        var twin = Identity.twin(people, other, new Traits(email, null));

        // Then
        assertThat(twin.map(ContactState::contactId).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "linked to {0}, deleted {1}: {2}")
    @CsvSource({",false,true", "g1,false,true", "g2,false,false", "g2,true,true"})
    void aContactIsFreeUnlessItLivesUnderAnotherId(@Nullable String link, boolean deleted, boolean expected) {
        // Given
        var contact = person("c1", 1, link, null, null);

        // When
        boolean free = Identity.isFree(deleted ? fold(contact, new Input.Deleted("g2", 100_000)) : contact, "g1");

        // Then
        assertThat(free).isEqualTo(expected);
    }

    private static String told(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Known known ->
                known.contact().contactId() + (known.collidesWith() == null ? "" : " not " + known.collidesWith());
            case Resolution.Nobody nobody ->
                nobody.duplicateOf() == null ? "nobody" : "nobody like " + nobody.duplicateOf();
        };
    }

    private static Target creating() {
        return new Target(null, null, null, true);
    }

    private static ContactState person(
            String id, long createdAt, @Nullable String link, @Nullable String email, @Nullable String phone) {
        var state = ContactState.unknown("loc", id, createdAt);
        var set = new TreeMap<FieldKey, @Nullable String>();
        if (email != null) {
            set.put(FieldKey.of(Field.EMAIL), email);
        }
        if (phone != null) {
            set.put(FieldKey.of(Field.PHONE), phone);
        }
        return ours(link == null ? state : state.linkedTo(link), 5, set);
    }

    private static ContactState ours(
            ContactState state, long at, SortedMap<FieldKey, @Nullable String> set, ExternalId... ids) {
        var edit = new Input.Edit(
                "change-" + at, "test", Input.Edit.Kind.UPSERT, set, new TreeSet<>(List.of(ids)), at, at, null);
        return fold(state, new Input.Edited(edit));
    }

    private static ContactState fold(ContactState state, Input input) {
        return ContactFold.fold(state, input, Policy.DEFAULT, 10).state();
    }
}

package dev.ghlsync.sync.domain.contact;

import static dev.ghlsync.sync.domain.contact.ContactStory.text;
import static dev.ghlsync.sync.domain.contact.ContactStory.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghlsync.sync.domain.contact.Input.Outcome;
import dev.ghlsync.sync.domain.field.FieldKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GoHighLevel is asked for, and what cannot be sent; times are seconds. */
class WishTest {
    @ParameterizedTest(name = "{0}: create {1}")
    @CsvSource({
        "email=ada@example.com,        true",
        "phone=+12025550143,           true",
        "phone=+12025550143;ext=7,     true",
        "phone=call_me,                false",
        "city=Bonn,                    false",
        "email= city=Bonn,             false",
        "phone= city=Bonn,             false"
    })
    void aContactWithoutEmailAndPhoneIsNotCreated(String values, boolean created) {
        // When
        var folded = ContactStory.unlinked().edit(1_000, values);

        // Then
        assertThat(folded.command().isPresent()).isEqualTo(created);
        assertThat(folded.command().map(c -> c.issued().kind()).orElse(Issued.Kind.CREATE))
                .isEqualTo(Issued.Kind.CREATE);
    }

    @ParameterizedTest(name = "create {0}, without email or phone {1}: {2}")
    @CsvSource({"true,true,true", "true,false,false", "false,true,false"})
    void whetherContactsAreCreatedIsASetting(boolean create, boolean withoutEmailOrPhone, boolean created) {
        // Given
        var story = ContactStory.unlinked().under(new Policy("US", create, withoutEmailOrPhone, false));

        // When
        var folded = story.edit(1_000, "city=Bonn");

        // Then
        assertThat(folded.command().isPresent()).isEqualTo(created);
    }

    @ParameterizedTest(name = "{0}: sent {1}, not writable {2}")
    @CsvSource({
        "city=Bonn tags.vip=+ customFields.c1=x, city=Bonn tags.vip=+ customFields.c1=x, ''",
        "company=Acme,                           company=Acme,                           ''",
        "phone=+12025550143;ext=7,               phone=+12025550143,                     ''",
        "phone=call_me,                          '',                                     phone",
        "givenName=Unknown,                      '',                                     givenName",
        "familyName=unknown,                     '',                                     familyName",
        "city=Unknown,                           city=Unknown,                           ''",
        "givenName=Ada,                          givenName=Ada,                          ''",
        "city= tags.vip=,                        '',                                     ''",
        "dnd=all,                                '',                                     ''"
    })
    void aCreateCarriesAllThatCanBeSent(String written, String sent, String notWritable) {
        // Given
        var story = ContactStory.unlinked();

        // When
        story.edit(1_000, "email=ada@example.com " + written);

        // Then
        var issued = story.command().issued();
        assertThat(issued.wanted()).isEqualTo(valuesOf("email=ada@example.com " + sent));
        assertThat(text(story.view().notWritable())).isEqualTo(notWritable);
    }

    @ParameterizedTest(name = "{0}: sent {1}, not writable {2}")
    @CsvSource({
        "city=Bonn,                  city=Bonn,          ''",
        "city=,                      city=,              ''",
        "company=Acme,               '',                 company",
        "phone=+12025550199;ext=7,   phone=+12025550199, ''",
        "phone=+12025550143;ext=7,   '',                 ''",
        "phone=call_me,              '',                 phone",
        "phone=,                     phone=,             ''",
        "givenName=UNKNOWN,          '',                 givenName",
        "givenName=,                 givenName=,         ''"
    })
    void anUpdateCarriesWhatDiffers(String written, String sent, String notWritable) {
        // Given
        var story = ContactStory.linked();
        story.read(100, "city=Berlin company=Old phone=+12025550143 givenName=Ada");

        // When
        var folded = story.edit(1_000, written);

        // Then
        assertThat(folded.command().map(command -> command.issued().wanted()).orElse(valuesOf("")))
                .isEqualTo(valuesOf(sent));
        assertThat(text(story.view().notWritable())).isEqualTo(notWritable);
        assertThat(text(story.view().pending())).isEqualTo(text(valuesOf(sent).keySet()));
    }

    @Test
    void theCompanyIsSentOnUpdatesWhenTheSettingSaysSo() {
        // Given
        var story = ContactStory.linked().under(new Policy("US", true, false, true));
        story.read(100, "company=Old");

        // When
        story.edit(1_000, "company=New");

        // Then
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("company=New"));
        assertThat(story.view().notWritable()).isEmpty();
    }

    @Test
    void aValueGhlNeverStatedIsNotClearedThere() {
        // Given
        var story = ContactStory.linked();
        story.webhook(100, "city=Berlin");

        // When
        var folded = story.edit(1_000, "website=");

        // Then
        assertThat(folded.command()).isEmpty();
    }

    @Test
    void aHeldValueIsNotSentAgainUntilItChanges() {
        // Given
        var story = ContactStory.linked();
        story.read(100, "phone=+12025550143");
        story.edit(1_000, "phone=+12025550199;ext=7");
        story.settled(1_010, Outcome.Kind.REFUSED, "invalid", null, null);

        // When
        var other = story.edit(1_020, "city=Bonn");

        // Then
        assertThat(other.command().orElseThrow().issued().wanted()).isEqualTo(valuesOf("city=Bonn"));
        assertThat(text(story.view().held().keySet())).isEqualTo("phone");
        story.edit(1_030, "phone=+12025550111");
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("city=Bonn phone=+12025550111"));
        assertThat(story.view().held()).isEmpty();
    }

    @Test
    void aHeldValueIsLeftOutOfACreateToo() {
        // Given
        var story = ContactStory.unlinked();
        story.edit(1_000, "email=ada@example.com website=x");
        var issued = story.command().issued();
        var refused = new Input.FieldOutcome(Input.FieldOutcome.Result.REFUSED, "x", "invalid");
        var outcome = new Outcome(
                issued.version(),
                Outcome.Kind.PARTLY,
                null,
                null,
                Map.of(new FieldKey("website"), refused),
                null,
                1_010_000,
                false);

        // When
        story.fold(1_010, new Input.Settled(outcome));

        // Then
        assertThat(story.command().issued().kind()).isEqualTo(Issued.Kind.CREATE);
        assertThat(story.command().issued().wanted()).isEqualTo(valuesOf("email=ada@example.com"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"archived", "deleted"})
    void nothingIsWantedOfAContactThatIsNotActive(String how) {
        // Given
        var story = ContactStory.linked();
        story.read(100, "city=Berlin");
        if (how.equals("archived")) {
            story.archive(200);
        } else {
            story.deleted(200);
        }

        // When
        var folded = story.edit(1_000, "city=Bonn");

        // Then
        assertThat(folded.command()).isEmpty();
        assertThat(story.view().pending()).isEmpty();
    }
}

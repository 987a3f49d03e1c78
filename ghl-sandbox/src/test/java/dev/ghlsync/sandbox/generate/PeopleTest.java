package dev.ghlsync.sandbox.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.ghlsync.sandbox.contacts.Contact;
import dev.ghlsync.sandbox.contacts.TextField;
import dev.ghlsync.sandbox.locations.LocationSettings;
import dev.ghlsync.sandbox.seed.Seeds;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final int MANY = 30_000;

    @Test
    void everybodyHasAValidAndUniquePhoneAndEmail() throws NumberParseException {
        // Given
        var numbers = PhoneNumberUtil.getInstance();
        Set<String> phones = new HashSet<>();
        Set<String> emails = new HashSet<>();
        // When
        List<Contact> people = people(MANY);
        // Then
        for (Contact person : people) {
            String phone = person.get(TextField.PHONE);
            if (phone != null) {
                assertThat(phones.add(phone)).as(phone).isTrue();
                assertThat(numbers.isValidNumber(numbers.parse(phone, null)))
                        .as(phone)
                        .isTrue();
            }
            String email = person.get(TextField.EMAIL);
            if (email != null) {
                assertThat(emails.add(email)).as(email).isTrue();
                assertThat(email).matches("[a-z0-9]+\\.[a-z0-9]+\\.\\d+@example\\.(com|org|net)");
            }
        }
        assertThat(phones).hasSizeGreaterThan(MANY * 3 / 4);
    }

    @Test
    void everyMappedFieldIsSetForSomebodyAndUnsetForSomebody() {
        // When
        List<Contact> people = people(2_000);
        // Then
        for (TextField field : List.of(
                TextField.LAST_NAME,
                TextField.EMAIL,
                TextField.PHONE,
                TextField.COMPANY_NAME,
                TextField.ADDRESS1,
                TextField.POSTAL_CODE,
                TextField.WEBSITE,
                TextField.TIMEZONE,
                TextField.DATE_OF_BIRTH,
                TextField.ASSIGNED_TO)) {
            assertThat(people).anyMatch(person -> person.get(field) != null);
            assertThat(people).anyMatch(person -> person.get(field) == null);
        }
        assertThat(people).anyMatch(person -> person.dnd().all());
        assertThat(people).anyMatch(person -> person.extras().firstAttribution() != null);
        assertThat(people)
                .noneMatch(person -> person.dateUpdated().isBefore(person.dateAdded())
                        || person.dateUpdated().isAfter(NOW));
        assertThat(people.stream().map(person -> person.get(TextField.COUNTRY)).distinct())
                .hasSizeGreaterThan(15);
    }

    private static List<Contact> people(int count) {
        var random = new Seeds(7).stream("people");
        var location = LocationMaker.make(
                "loc", "company", "Test", "US", "America/New_York", LocationSettings.DEFAULTS, random);
        var people = new People(random, location, NOW);
        return IntStream.range(0, count).mapToObj(people::make).toList();
    }
}

package dev.ghlsync.sync;

import dev.ghlsync.avro.Booking;
import dev.ghlsync.avro.Contact;
import dev.ghlsync.avro.Definition;
import dev.ghlsync.avro.FetchRequest;
import dev.ghlsync.avro.Opportunity;
import dev.ghlsync.avro.PushCommand;
import dev.ghlsync.avro.SyncEvent;
import dev.ghlsync.avro.Task;
import dev.ghlsync.schemas.Topic;
import dev.ghlsync.schemas.Topics;
import dev.ghlsync.schemas.serde.AvroSerdes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** What the topology wrote to its public topics, the oldest first. */
public final class Written {
    private final AvroSerdes serdes;
    private final List<TestRecord<String, Contact>> contacts = new ArrayList<>();
    private final List<TestRecord<String, SyncEvent>> events = new ArrayList<>();
    private final List<TestRecord<String, PushCommand>> commands = new ArrayList<>();
    private final List<TestRecord<String, FetchRequest>> fetches = new ArrayList<>();
    private final List<TestRecord<String, Booking>> bookings = new ArrayList<>();
    private final List<TestRecord<String, Opportunity>> opportunities = new ArrayList<>();
    private final List<TestRecord<String, Task>> tasks = new ArrayList<>();
    private final List<TestRecord<String, Definition>> definitions = new ArrayList<>();
    private final List<TestRecord<String, byte[]>> deadLetters = new ArrayList<>();

    Written(AvroSerdes serdes) {
        this.serdes = serdes;
    }

    /** Every version of every contact. */
    public List<Contact> contacts() {
        return values(contacts);
    }

    /** The newest version of a contact; empty when there is none. */
    public Optional<Contact> contact(String contactId) {
        return contacts().stream()
                .filter(c -> c.getContactId().equals(contactId))
                .reduce((first, second) -> second);
    }

    /** The newest version of the contact linked to one in GoHighLevel and not merged away. */
    public Optional<Contact> contactOfGhl(String ghlContactId) {
        return contacts().stream()
                .map(Contact::getContactId)
                .distinct()
                .flatMap(id -> contact(id).stream())
                .filter(c -> ghlContactId.equals(c.getGhlContactId()) && c.getMergedInto() == null)
                .findFirst();
    }

    public List<SyncEvent> events() {
        return values(events);
    }

    /** Types of the events so far. */
    public List<String> eventTypes() {
        return events().stream().map(SyncEvent::getType).toList();
    }

    public List<PushCommand> commands() {
        return values(commands);
    }

    /** The newest command of all. */
    public PushCommand lastCommand() {
        return commands().getLast();
    }

    public List<FetchRequest> fetches() {
        return values(fetches);
    }

    /** Every version of every booking. */
    public List<Booking> bookings() {
        return values(bookings);
    }

    /** The newest version of each booking, by its id in GoHighLevel. */
    public Map<String, Booking> bookingsByGhlId() {
        return newest(bookings(), Booking::getGhlAppointmentId);
    }

    public List<Opportunity> opportunities() {
        return values(opportunities);
    }

    /** The newest version of each opportunity, by its id in GoHighLevel. */
    public Map<String, Opportunity> opportunitiesByGhlId() {
        return newest(opportunities(), Opportunity::getGhlOpportunityId);
    }

    public List<Task> tasks() {
        return values(tasks);
    }

    /** The newest version of each task, by its id in GoHighLevel. */
    public Map<String, Task> tasksByGhlId() {
        return newest(tasks(), Task::getGhlTaskId);
    }

    /** The newest version of each definition, by its id in GoHighLevel. */
    public Map<String, Definition> definitionsByGhlId() {
        return newest(values(definitions), Definition::getGhlId);
    }

    private static <V> Map<String, V> newest(List<V> versions, Function<V, String> id) {
        var newest = new TreeMap<String, V>();
        versions.forEach(version -> newest.put(id.apply(version), version));
        return newest;
    }

    public List<TestRecord<String, Contact>> contactRecords() {
        return List.copyOf(contacts);
    }

    public List<TestRecord<String, SyncEvent>> eventRecords() {
        return List.copyOf(events);
    }

    public List<TestRecord<String, PushCommand>> commandRecords() {
        return List.copyOf(commands);
    }

    /** Dead letters with their headers. */
    public List<TestRecord<String, byte[]>> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** Contacts written since the last call. */
    List<Contact> takeContacts() {
        var taken = contacts();
        contacts.clear();
        return taken;
    }

    /** Commands written since the last call. */
    List<PushCommand> takeCommands() {
        var taken = commands();
        commands.clear();
        return taken;
    }

    /** Forgets what was written so far. */
    public void forget() {
        List.of(contacts, bookings, opportunities, tasks, definitions, events, commands, fetches, deadLetters)
                .forEach(List::clear);
    }

    void capture(TopologyTestDriver driver) {
        drain(driver, Topics.SYNC_CONTACTS, contacts::add);
        drain(driver, Topics.SYNC_BOOKINGS, bookings::add);
        drain(driver, Topics.SYNC_OPPORTUNITIES, opportunities::add);
        drain(driver, Topics.SYNC_TASKS, tasks::add);
        drain(driver, Topics.SYNC_DEFINITIONS, definitions::add);
        drain(driver, Topics.SYNC_EVENTS, events::add);
        drain(driver, Topics.PUSH_COMMANDS, commands::add);
        drain(driver, Topics.GHL_FETCH_REQUESTS, fetches::add);
        drain(driver, Topics.SYNC_DLQ, new ByteArrayDeserializer(), deadLetters::add);
    }

    private <V extends SpecificRecord> void drain(
            TopologyTestDriver driver, Topic<V> topic, Consumer<TestRecord<String, V>> into) {
        drain(driver, topic, serdes.deserializer(topic), into);
    }

    private static <V> void drain(
            TopologyTestDriver driver, Topic<?> topic, Deserializer<V> values, Consumer<TestRecord<String, V>> into) {
        if (driver.producedTopicNames().contains(topic.name())) {
            driver.createOutputTopic(topic.name(), new StringDeserializer(), values)
                    .readRecordsToList()
                    .forEach(into);
        }
    }

    private static <V> List<V> values(List<TestRecord<String, V>> records) {
        return records.stream().map(TestRecord::value).toList();
    }
}

package dev.ghlsync.cli.stack;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What installation to start.
 *
 * @param installation built checkout whose class paths are used
 * @param data folder everything durable is kept in; one installation at a time
 * @param realGhl address of the real GoHighLevel API; empty to run the sandbox in its place
 * @param kafka bootstrap servers of a cluster that runs already; empty to start a broker of the installation's own
 * @param without members that are not started, such as when a test runs one by itself
 * @param environment variables for single members, which win over the ones of the installation
 */
public record StackOptions(
        Installation installation,
        Path data,
        StackPorts ports,
        Optional<String> realGhl,
        Optional<String> kafka,
        Set<Member> without,
        JvmProfile jvm,
        Map<Member, Map<String, String>> environment) {

    public StackOptions {
        data = data.toAbsolutePath().normalize();
        without = Set.copyOf(without);
        environment = Map.copyOf(environment);
    }

    /** A sandbox installation with its data in the given folder, without the event sink. */
    public static StackOptions of(Path data, StackPorts ports) {
        return new StackOptions(
                Installation.find(),
                data,
                ports,
                Optional.empty(),
                Optional.empty(),
                Set.of(Member.SINK),
                JvmProfile.QUICK_START,
                Map.of());
    }

    public StackOptions withRealGhl(String baseUrl) {
        return new StackOptions(installation, data, ports, Optional.of(baseUrl), kafka, without, jvm, environment);
    }

    /** The same on a Kafka cluster that somebody else runs. */
    public StackOptions withKafka(String bootstrapServers) {
        return new StackOptions(
                installation, data, ports, realGhl, Optional.of(bootstrapServers), without, jvm, environment);
    }

    public StackOptions without(Member... members) {
        var all = EnumSet.noneOf(Member.class);
        all.addAll(without);
        all.addAll(Set.of(members));
        return leaving(all);
    }

    /** The same with the event sink, which is told its key by the environment of this process or by {@link #with}. */
    public StackOptions withEventSink() {
        var others = EnumSet.noneOf(Member.class);
        others.addAll(without);
        others.remove(Member.SINK);
        return leaving(others);
    }

    /** The same with nothing but these members. */
    public StackOptions only(Member... members) {
        return leaving(EnumSet.complementOf(EnumSet.copyOf(Set.of(members))));
    }

    private StackOptions leaving(Set<Member> others) {
        return new StackOptions(installation, data, ports, realGhl, kafka, others, jvm, environment);
    }

    public StackOptions with(JvmProfile profile) {
        return new StackOptions(installation, data, ports, realGhl, kafka, without, profile, environment);
    }

    /** The same with one environment variable of one member set. */
    public StackOptions with(Member member, String variable, String value) {
        var all = new HashMap<>(environment);
        var own = new HashMap<>(environment.getOrDefault(member, Map.of()));
        own.put(variable, value);
        all.put(member, Map.copyOf(own));
        return new StackOptions(installation, data, ports, realGhl, kafka, without, jvm, all);
    }

    /** The members this installation consists of. */
    public Set<Member> members() {
        var members = EnumSet.allOf(Member.class);
        members.removeAll(without);
        if (kafka.isPresent()) {
            members.remove(Member.BROKER);
        }
        if (realGhl.isPresent()) {
            members.remove(Member.SANDBOX);
        }
        return members;
    }
}

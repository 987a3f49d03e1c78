package dev.ghlsync.cli.stack;

import dev.ghlsync.cli.topics.TopicsApply;
import dev.ghlsync.cli.topics.TopicsOptions;
import dev.ghlsync.schemas.kafka.KafkaSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A running installation on this machine: every member a process of its own. Members end when this process does, even
 * when it is killed. Thread-safe; {@link #close} stops everything in order.
 */
public final class LocalStack implements AutoCloseable {
    /** Includes writing the class archive, which a process does once, when it ends. */
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);

    private static final int OBITUARY_LINES = 15;
    private static final Set<Member> FIRST = EnumSet.of(Member.BROKER, Member.REGISTRY, Member.SANDBOX);
    private static final Set<Member> SECOND = EnumSet.of(Member.GATEWAY, Member.STREAMS, Member.PUSHER, Member.SINK);
    /** The broker goes last: what the others write while they stop must arrive. */
    private static final List<Set<Member>> STOP_PHASES = List.of(
            EnumSet.of(Member.GATEWAY, Member.STREAMS, Member.PUSHER, Member.SINK),
            EnumSet.of(Member.SANDBOX, Member.REGISTRY),
            EnumSet.of(Member.BROKER));

    private final StackOptions options;
    private final StackAddresses addresses;
    private final StackListener listener;
    private final DataFolder data;
    private final Map<String, String> shared = new ConcurrentHashMap<>();
    private final Map<Member, Child> children = new ConcurrentHashMap<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private final Thread closeAtExit = Thread.ofPlatform().unstarted(this::stopAll);
    private volatile boolean closed;

    private LocalStack(StackOptions options, StackListener listener, DataFolder data) {
        this.options = options;
        this.addresses = new StackAddresses(options.ports(), options.realGhl(), options.kafka());
        this.listener = listener;
        this.data = data;
    }

    /**
     * Starts an installation and returns when every member is ready. On failure nothing is left running.
     *
     * @throws StackException when a port is taken, the data folder is in use, a member dies or is not ready in time
     */
    public static LocalStack start(StackOptions options, StackListener listener) {
        options.ports().requireFree(options.members());
        var data = DataFolder.open(options.data());
        var stack = new LocalStack(options, listener, data);
        Runtime.getRuntime().addShutdownHook(stack.closeAtExit);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public StackAddresses addresses() {
        return addresses;
    }

    /** Log file of a member: everything it wrote to standard output and error. */
    public Path log(Member member) {
        return data.log(member);
    }

    /** The process of a member, running or ended. */
    public ProcessHandle process(Member member) {
        return child(member).handle();
    }

    /** Ends a member at once, as {@code kill -9} does, and returns when it is gone. */
    public void kill(Member member) {
        interruptibly(() -> child(member).kill());
    }

    /** Stops a member cleanly and returns when it is gone. */
    public void stop(Member member) {
        interruptibly(() -> child(member).stop(STOP_BOUND));
        listener.stopped(member);
    }

    /** Starts a stopped or killed member again, stopping it first when it still runs, and returns when it is ready. */
    public void restart(Member member) {
        restart(member, Map.of());
    }

    /**
     * Does the same with other settings.
     *
     * @param environment variables that win over those of the installation until the member starts again
     */
    public void restart(Member member, Map<String, String> environment) {
        if (child(member).alive()) {
            stop(member);
        }
        var changed = options;
        for (var variable : environment.entrySet()) {
            changed = changed.with(member, variable.getKey(), variable.getValue());
        }
        startMember(member, changed);
    }

    /** Completes when a member ends that nobody stopped, with a text that names it and shows its last lines. */
    public CompletableFuture<String> death() {
        return death;
    }

    /** Stops all members in order; one that does not stop within 30 s is killed. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            try {
                Runtime.getRuntime().removeShutdownHook(closeAtExit);
            } catch (IllegalStateException e) {
                return; // this JVM is ending and its hook stops the members
            }
            stopAll();
        }
    }

    private void stopAll() {
        closed = true;
        children.values().forEach(Child::expectEnd);
        for (Set<Member> phase : STOP_PHASES) {
            inParallel(phase, member -> {
                Child child = children.remove(member);
                if (child != null) {
                    interruptibly(() -> child.stop(STOP_BOUND));
                    listener.stopped(member);
                }
            });
        }
        data.close();
    }

    private void startAll() {
        inParallel(members(FIRST), this::startMember);
        prepare();
        inParallel(members(SECOND), this::startMember);
    }

    private Set<Member> members(Set<Member> phase) {
        var members = EnumSet.copyOf(phase);
        members.retainAll(options.members());
        return members;
    }

    /** What the services need before they start: keys and topics. */
    private void prepare() {
        shared.put("TOKEN_KEYSET", TokenKey.in(data.root().resolve("token.key"), new SecureRandom()));
        shared.put("QUERY_URL", addresses.http(Member.STREAMS).toString());
        boolean hasKafka = options.kafka().isPresent() || options.members().contains(Member.BROKER);
        if (hasKafka && options.members().contains(Member.REGISTRY)) {
            var kafka = KafkaSettings.of(addresses.bootstrapServers(), addresses.of(Member.REGISTRY));
            var report = TopicsApply.apply(kafka, TopicsOptions.oneMachine());
            if (!report.refusals().isEmpty()) {
                throw new StackException(String.join(" ", report.refusals()));
            }
            listener.step("%d topics and %d schemas are in place"
                    .formatted(report.topics().size(), report.schemas().size()));
        }
        if (options.members().contains(Member.SANDBOX)) {
            shared.putAll(SandboxIdentity.read(addresses.http(Member.SANDBOX)).environment());
        }
    }

    private void startMember(Member member) {
        startMember(member, options);
    }

    private void startMember(Member member, StackOptions settings) {
        if (closed) {
            throw new StackException("The installation is stopping; " + member.label() + " was not started.");
        }
        long begun = System.nanoTime();
        Blueprint blueprint = new Blueprint(settings, addresses, data, shared);
        Child child = Child.start(blueprint.spec(member));
        children.put(member, child);
        listener.starting(member, child.handle().pid());
        interruptibly(() -> blueprint.readiness(member).await(child));
        listener.ready(member, Duration.ofNanos(System.nanoTime() - begun));
        var _ = child.endedUnasked().thenAccept(unasked -> {
            if (unasked) {
                death.complete(child.obituary(OBITUARY_LINES));
            }
        });
    }

    private Child child(Member member) {
        Child child = children.get(member);
        if (child == null) {
            throw new IllegalArgumentException(member.label() + " is not a member of this installation.");
        }
        return child;
    }

    /** Runs a step for each member at once; the first failure is thrown when all have ended. */
    private static void inParallel(Set<Member> members, Consumer<Member> step) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var steps = members.stream()
                    .map(member -> CompletableFuture.runAsync(() -> step.accept(member), threads))
                    .toList();
            steps.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** A wait that may be interrupted. */
    private interface Wait {
        void run() throws InterruptedException;
    }

    private static void interruptibly(Wait wait) {
        try {
            wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for a process.", e);
        }
    }
}

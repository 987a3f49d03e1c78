package dev.ghlsync.cli.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What each member is started with: main class, arguments, memory, environment, and when it counts as ready. */
final class Blueprint {
    private final StackOptions options;
    private final StackAddresses addresses;
    private final DataFolder data;
    private final Map<String, String> shared;

    /**
     * @param shared variables that all services get: keys of the installation
     */
    Blueprint(StackOptions options, StackAddresses addresses, DataFolder data, Map<String, String> shared) {
        this.options = options;
        this.addresses = addresses;
        this.data = data;
        this.shared = Map.copyOf(shared);
    }

    ChildSpec spec(Member member) {
        return switch (member) {
            case BROKER -> broker();
            case REGISTRY -> registry();
            case SANDBOX -> sandbox();
            case GATEWAY -> service(member, "-Xmx256m", "dev.ghlsync.ingest.IngestApplication", "GATEWAY_PORT");
            case STREAMS -> service(member, "-Xmx384m", "dev.ghlsync.sync.SyncApplication", "QUERY_PORT");
            case PUSHER -> service(member, "-Xmx256m", "dev.ghlsync.push.PusherApplication", "PUSHER_PORT");
            case SINK -> service(member, "-Xmx128m", "dev.ghlsync.sink.SinkApplication", "SINK_PORT");
        };
    }

    Readiness readiness(Member member) {
        return switch (member) {
            case BROKER -> new Readiness.Writes("ready ");
            case REGISTRY -> answers(member, "/apis/ccompat/v7/subjects");
            case SANDBOX -> answers(member, "/_sandbox/app");
            case GATEWAY, STREAMS, PUSHER, SINK -> answers(member, "/health/readiness");
        };
    }

    private ChildSpec broker() {
        return java(
                Member.BROKER,
                List.of("-Xmx512m", "-Dlogback.configurationFile=broker-logback.xml"),
                moduleClassPath(Member.BROKER),
                List.of(
                        "dev.ghlsync.local.broker.BrokerMain",
                        port(Member.BROKER),
                        data.of(Member.BROKER).toString(),
                        "log.flush.interval.ms=1000",
                        "offsets.retention.minutes=43200"),
                Map.of());
    }

    /** The unpacked Apicurio application, which the build of local-stack puts beside its classes. */
    private ChildSpec registry() {
        Path application =
                options.installation().target(Member.REGISTRY.module()).resolve("registry/quarkus-run.jar");
        return java(
                Member.REGISTRY,
                List.of(
                        "-Xmx320m",
                        // Its worker threads reset thread locals.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port(Member.REGISTRY),
                        // Otherwise the management port is 9000 on every interface.
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + StackPorts.free(1).getFirst(),
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        "-Dapicurio.datasource.url=jdbc:h2:file:"
                                + data.of(Member.REGISTRY).resolve("schemas")),
                List.of(application),
                List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint"),
                Map.of());
    }

    private ChildSpec sandbox() {
        return java(
                Member.SANDBOX,
                // 100,000 contacts take about 300 MiB; it takes no more than it needs.
                List.of("-Xmx768m"),
                moduleClassPath(Member.SANDBOX),
                List.of("dev.ghlsync.sandbox.SandboxMain"),
                Map.of(
                        "SANDBOX_PORT",
                        port(Member.SANDBOX),
                        "SANDBOX_WEBHOOK_URL",
                        addresses.http(Member.GATEWAY) + "/ghl-webhook"));
    }

    private ChildSpec service(Member member, String heap, String main, String portVariable) {
        var environment = new HashMap<>(shared);
        environment.put(portVariable, port(member));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", addresses.bootstrapServers());
        environment.put("SCHEMA_REGISTRY_URL", addresses.of(Member.REGISTRY));
        environment.put("GHL_BASE_URL", addresses.ghlBaseUrl());
        environment.put("STATE_DIR", data.of(member).toString());
        environment.put(
                "TOKEN_JOURNAL_DIR", data.of(member).resolve("token-journal").toString());
        return java(member, List.of(heap), moduleClassPath(member), List.of(main), environment);
    }

    private ChildSpec java(
            Member member,
            List<String> jvmArguments,
            List<Path> classPath,
            List<String> main,
            Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                // The archive is written when the process ends and makes its next start cheaper.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + options.installation().archives().resolve(member.label() + ".jsa"),
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options.jvm().arguments());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", withThisModule(classPath), ChildMain.class.getName()));
        command.addAll(main);
        var merged = new HashMap<>(environment);
        merged.putAll(options.environment().getOrDefault(member, Map.of()));
        return new ChildSpec(member, command, merged, data.log(member));
    }

    private List<Path> moduleClassPath(Member member) {
        return options.installation().classPath(member.module());
    }

    /** This module's own classes come last, for {@link ChildMain}; nothing of what they depend on does. */
    private String withThisModule(List<Path> classPath) {
        var entries = new ArrayList<>(classPath);
        entries.add(options.installation().classPath("cli").getFirst());
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private String port(Member member) {
        return Integer.toString(options.ports().of(member));
    }

    private Readiness answers(Member member, String path) {
        return new Readiness.Answers(addresses.http(member).resolve(path));
    }
}

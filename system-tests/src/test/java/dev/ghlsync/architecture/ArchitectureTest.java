package dev.ghlsync.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    /** Calls that read the machine's clock or randomness, or wait. */
    private static final Map<String, Set<String>> OUTSIDE_WORLD = Map.of(
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
            "java.time.InstantSource", Set.of("system"),
            "java.lang.System", Set.of("currentTimeMillis"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.lang.Thread", Set.of("sleep"));

    /** Classes outside avro packages that may name generated records, each with its reason. */
    private static final Map<String, String> NAMES_AVRO = Map.ofEntries(
            Map.entry("dev.ghlsync.push.Intake", "only as the type argument of the reader that maps it"),
            Map.entry(
                    "dev.ghlsync.push.connections.ConnectionView",
                    "only as the type argument of the reader that maps it"),
            Map.entry(
                    "dev.ghlsync.push.outbox.KafkaOutbox", "only as the type argument of the serializers it is given"),
            Map.entry("dev.ghlsync.push.retry.RetryTimers", "only as the type argument of the serializer it is given"),
            Map.entry("dev.ghlsync.push.dlq.DeadLetterDesk", "only as the type argument of the reader it passes on"),
            Map.entry("dev.ghlsync.push.dlq.Replays", "only as the type argument of the serializer it is given"),
            Map.entry("dev.ghlsync.push.dlq.Resyncs", "only as the type argument of the serializers it is given"),
            Map.entry("dev.ghlsync.push.dlq.Audit", "only as the type argument of the serializer it is given"),
            Map.entry("dev.ghlsync.push.dlq.Corrections", "only as the type argument of the serializer it is given"),
            Map.entry(
                    "dev.ghlsync.cli.demo.play.OurTopic",
                    "plays a producer of somebody else, who has no mapper of ours"));

    /** Classes that may read the machine's clock, each with its reason. */
    private static final Map<String, String> READS_THE_CLOCK = Map.of(
            "dev.ghlsync.sandbox.time.SandboxClock", "is the clock that all others of the sandbox are given",
            "dev.ghlsync.ingest.Gateway", "is the gateway's composition root",
            "dev.ghlsync.push.dlq.Audit", "gives an entry an id that nothing is decided by",
            "dev.ghlsync.push.dlq.Corrections", "gives a change an id that nothing is decided by",
            "dev.ghlsync.push.dlq.Resyncs", "gives a request an id that nothing is decided by");

    private static JavaClasses product;

    @BeforeAll
    static void importProduct() {
        product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ghlsync");
    }

    @Test
    void domainPackagesArePure() {
        classes()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", "..domain..", "com.google.i18n.phonenumbers.."))
                .because("a rule that knows Kafka, HTTP, Avro or a clock cannot be tested as a table;"
                        + " translate at the edge and pass records in")
                .check(product);
    }

    @Test
    void generatedAvroStaysInAvroPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.ghlsync.avro..", "dev.ghlsync.schemas..", "dev.ghlsync.local..", "..avro..")
                .and(doNot(haveReason(NAMES_AVRO)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.ghlsync.avro..")
                .because("a schema change must meet one mapper per module; map to records in the module's avro package")
                .check(product);
    }

    @Test
    void clocksAndChanceAreInjected() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Application")
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .and(doNot(haveReason(READS_THE_CLOCK)))
                .and()
                .resideOutsideOfPackages(
                        "dev.ghlsync.avro..", "dev.ghlsync.cli..", "dev.ghlsync.local..", "dev.ghlsync.bench..")
                .should()
                .callMethodWhere(target(describe("the clock, chance or sleep", ArchitectureTest::isOutsideWorld)))
                .because("time and randomness are arguments, so that a test can choose them;"
                        + " the composition root passes the real ones")
                .check(product);
    }

    @Test
    void modulesHaveNoPackageCycles() {
        for (var root : Set.of("ghl", "sync", "push", "ingest", "sandbox")) {
            slices().matching("dev.ghlsync." + root + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    // A mapper names the records on both of its sides.
                    .ignoreDependency(resideInAnyPackage("..avro.."), DescribedPredicate.alwaysTrue())
                    .because("packages that need each other are one package, or hide a third")
                    .check(product);
        }
    }

    @Test
    void theSandboxKnowsNothingOfTheProduct() {
        noClasses()
                .that()
                .resideInAPackage("dev.ghlsync.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.ghlsync.ghl..",
                        "dev.ghlsync.sync..",
                        "dev.ghlsync.push..",
                        "dev.ghlsync.ingest..",
                        "dev.ghlsync.schemas..")
                .because("a stand-in that shares code with what it tests agrees with its mistakes")
                .check(product);
    }

    @Test
    void servicesDoNotKnowEachOther() {
        for (var service : Set.of("sync", "push", "ingest")) {
            var others = Set.of("sync", "push", "ingest").stream()
                    .filter(other -> !other.equals(service))
                    .map(other -> "dev.ghlsync." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.ghlsync." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("services meet on topics only")
                    .check(product);
        }
    }

    private static DescribedPredicate<JavaClass> haveReason(Map<String, String> reasons) {
        return describe(
                "have a reason to",
                type -> reasons.containsKey(type.getName()) || reasons.containsKey(outermost(type.getName())));
    }

    private static String outermost(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static boolean isOutsideWorld(AccessTarget called) {
        var names = OUTSIDE_WORLD.get(called.getOwner().getFullName());
        return names != null && names.contains(called.getName());
    }
}

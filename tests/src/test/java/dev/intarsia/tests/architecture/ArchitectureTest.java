package dev.intarsia.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions between modules, and what each may touch, as README's table of folders states them. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.intarsia");

    /** What each module's packages may depend on among ours, themselves aside. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("tasks", Set.of()),
            entry("schemas", Set.of()),
            entry("pieces", Set.of()),
            entry("model", Set.of("pieces", "tasks")),
            entry("chat", Set.of("model")),
            entry("pretrain", Set.of("model", "pieces", "tasks")),
            entry("events", Set.of("schemas", "tasks")),
            entry("oppu", Set.of("model", "pieces")),
            entry("evaluation", Set.of("tasks")),
            entry("service", Set.of("schemas")),
            entry("ingest", Set.of("events", "service", "schemas", "tasks")),
            entry("trainer", Set.of("model", "oppu", "pieces", "service", "schemas", "tasks")),
            entry("assembler", Set.of("pieces", "service", "schemas")),
            entry("gateway", Set.of("chat", "events", "model", "pieces", "service", "schemas", "tasks")),
            entry("replay", Set.of("evaluation", "events", "model", "oppu", "pieces", "schemas", "tasks")));

    /** The rules of the system, which services and offline evaluation share. */
    private static final Set<String> CORE =
            Set.of("pieces", "model", "chat", "pretrain", "events", "oppu", "evaluation", "tasks");

    static Set<String> modules() {
        return new TreeSet<>(ALLOWED.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldDependOnlyOnWhatTheModuleMay(String module) {
        Set<String> forbidden = modules();
        forbidden.addAll(Set.of("stack", "benchmarks"));
        forbidden.remove(module);
        forbidden.removeAll(ALLOWED.getOrDefault(module, Set.of()));

        assertThat(OURS.that(resideInAPackage(packages(module)))).isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(forbidden))
                .check(OURS);
    }

    @Test
    void shouldUseEveryAllowedDependency() {
        Set<String> unused = new TreeSet<>();
        ALLOWED.forEach((module, allowed) -> allowed.stream()
                .filter(other -> OURS.that(resideInAPackage(packages(module))).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .noneMatch(dependency -> dependency
                                .getTargetClass()
                                .getPackageName()
                                .matches("dev\\.intarsia\\." + other + "(\\..*)?")))
                .forEach(other -> unused.add(module + " -> " + other)));

        assertThat(unused).isEmpty();
    }

    @Test
    void shouldTouchTheEngineOnlyWhereItIsAtHome() {
        noClasses()
                .that(not(resideInAnyPackage(packages("model"), packages("pretrain"), packages("benchmarks"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(OURS);
    }

    @Test
    void shouldKnowNoKafkaClientInTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(CORE))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.confluent..")
                .check(OURS);
    }

    @Test
    void shouldKnowAvroInTheCoreOnlyWhereEventsAre() {
        noClasses()
                .that(resideInAnyPackage(packages(CORE)).and(not(resideInAPackage(packages("events")))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.avro..")
                .check(OURS);
    }

    @ParameterizedTest
    @MethodSource("modules")
    @ValueSource(strings = "stack")
    void shouldHaveNoCycleBetweenPackagesOfAModule(String module) {
        slices().matching("dev.intarsia." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void shouldSayWhatAThingIsInItsName() {
        assertThat(OURS)
                .filteredOn(type -> type.getSimpleName().matches(".*(Utils?|Helper|Manager|Impl)"))
                .isEmpty();
    }

    @Test
    void shouldUseEverySimpleNameOnce() {
        Map<String, Long> names = OURS.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.getPackageName().equals("dev.intarsia.schemas.avro"))
                .collect(groupingBy(JavaClass::getSimpleName, TreeMap::new, counting()));
        names.values().removeIf(times -> times == 1);

        assertThat(names).isEmpty();
    }

    @Test
    void shouldPrintOnlyFromTheCommandLine() {
        noClasses()
                .that(not(resideInAnyPackage(packages("stack"), packages("benchmarks"))))
                .should()
                .accessField(System.class, "out")
                .check(OURS);
    }

    private static String packages(String module) {
        return "dev.intarsia." + module + "..";
    }

    private static String[] packages(Set<String> modules) {
        return modules.stream().map(ArchitectureTest::packages).toArray(String[]::new);
    }
}

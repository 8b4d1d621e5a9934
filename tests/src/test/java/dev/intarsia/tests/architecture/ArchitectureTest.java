package dev.intarsia.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions between modules, and what each may touch, as README's table of folders states them. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.intarsia");

    /** What each module's packages may depend on among ours, themselves aside. */
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "tasks", List.of(),
            "schemas", List.of(),
            "pieces", List.of(),
            "model", List.of("pieces", "tasks"),
            "service", List.of(),
            "ingest", List.of("schemas", "tasks", "service"),
            "trainer", List.of("schemas", "tasks", "pieces", "model"),
            "assembler", List.of("schemas", "pieces", "service"),
            "gateway", List.of("schemas", "tasks", "pieces", "model", "service"),
            "replay",
                    List.of(
                            "schemas",
                            "tasks",
                            "pieces",
                            "model",
                            "service",
                            "ingest",
                            "trainer",
                            "assembler",
                            "gateway"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks",
                "schemas",
                "pieces",
                "model",
                "service",
                "ingest",
                "trainer",
                "assembler",
                "gateway",
                "replay"
            })
    void eachModuleDependsOnlyOnWhatItMay(String module) {
        String packages = "dev.intarsia." + module + "..";
        Set<String> forbidden = new TreeSet<>(ALLOWED.keySet());
        forbidden.addAll(List.of("stack", "benchmarks"));
        forbidden.remove(module);
        forbidden.removeAll(ALLOWED.getOrDefault(module, List.of()));

        assertThat(OURS.that(resideInAPackage(packages))).isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.stream()
                        .map(name -> "dev.intarsia." + name + "..")
                        .toArray(String[]::new))
                .check(OURS);
    }

    @Test
    void onlyTheModelAndItsBenchmarksTouchTheEngine() {
        noClasses()
                .that(not(resideInAnyPackage("dev.intarsia.model..", "dev.intarsia.benchmarks..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(OURS);
    }

    @Test
    void theModelAndThePiecesKnowNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.intarsia.model..", "dev.intarsia.pieces..", "dev.intarsia.tasks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.confluent..", "org.apache.avro..")
                .check(OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tasks",
                "schemas",
                "pieces",
                "model",
                "service",
                "ingest",
                "trainer",
                "assembler",
                "gateway",
                "replay",
                "stack"
            })
    void packagesOfAModuleFormNoCycle(String module) {
        slices().matching("dev.intarsia." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(OURS)
                .filteredOn(type -> type.getSimpleName().matches(".*(Utils?|Helper|Manager|Impl)"))
                .isEmpty();
    }

    @Test
    void nothingPrintsPastTheCommandLine() {
        noClasses()
                .that(not(resideInAnyPackage("dev.intarsia.stack..", "dev.intarsia.benchmarks..")))
                .should()
                .accessField(System.class, "out")
                .check(OURS);
    }
}

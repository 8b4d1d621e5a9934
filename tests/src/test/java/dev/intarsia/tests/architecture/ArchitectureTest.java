package dev.intarsia.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The directions between modules, and what each may touch, as README's table of folders states them. */
@AnalyzeClasses(packages = "dev.intarsia", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What each module's packages may depend on among ours, themselves aside. */
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "tasks", List.of(),
            "schemas", List.of(),
            "pieces", List.of(),
            "model", List.of("pieces", "tasks"),
            "ingest", List.of("schemas", "tasks"),
            "trainer", List.of("schemas", "tasks", "pieces", "model"),
            "assembler", List.of("schemas", "pieces"),
            "gateway", List.of("schemas", "tasks", "pieces", "model"),
            "replay", List.of("schemas", "tasks", "pieces", "model", "ingest", "trainer", "assembler", "gateway"));

    @TestFactory
    Stream<DynamicTest> eachModuleDependsOnlyOnWhatItMay() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.intarsia");
        return ALLOWED.keySet().stream()
                .sorted()
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    Set<String> forbidden = new TreeSet<>(ALLOWED.keySet());
                    forbidden.addAll(List.of("stack", "benchmarks"));
                    forbidden.remove(module);
                    forbidden.removeAll(ALLOWED.getOrDefault(module, List.of()));
                    String[] packages = forbidden.stream()
                            .map(name -> "dev.intarsia." + name + "..")
                            .toArray(String[]::new);
                    assertThat(ours.that(resideInAPackage("dev.intarsia." + module + "..")))
                            .as("classes of %s", module)
                            .isNotEmpty();
                    noClasses()
                            .that()
                            .resideInAPackage("dev.intarsia." + module + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(packages)
                            .check(ours);
                }));
    }

    @ArchTest
    static final ArchRule onlyTheModelAndItsBenchmarksTouchTheEngine = noClasses()
            .that(not(resideInAnyPackage("dev.intarsia.model..", "dev.intarsia.benchmarks..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule theModelAndThePiecesKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("dev.intarsia.model..", "dev.intarsia.pieces..", "dev.intarsia.tasks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confluent..", "org.apache.avro..");

    @ArchTest
    static final ArchRule packagesOfOneModuleFormNoCycle =
            slices().matching("dev.intarsia.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = classes()
            .that()
            .resideInAPackage("dev.intarsia..")
            .and()
            .resideOutsideOfPackage("dev.intarsia.schemas.avro..")
            .should(new ArchCondition<JavaClass>("not end in Util, Helper, Manager or Impl") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (type.getSimpleName().matches(".*(Utils?|Helper|Manager|Impl)")) {
                        events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " has a name that says nothing"));
                    }
                }
            });

    @ArchTest
    static final ArchRule nothingPrintsPastTheCommandLine = noClasses()
            .that(not(resideInAnyPackage("dev.intarsia.stack..", "dev.intarsia.benchmarks..")))
            .should()
            .accessField(System.class, "out");
}

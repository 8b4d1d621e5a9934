package dev.intarsia.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.HeardSweep;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.sweep.Variation.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssemblySweepTest {
    @TempDir
    static Path directory;

    private static ReplayModel model;
    private static final HeardSweep HEARD = new HeardSweep();
    private static SweepResult result;

    @BeforeAll
    static void run() throws IOException {
        model = Models.tiny(directory.resolve("model"), "movie-rating");
        result = new AssemblySweep(
                        model, Sweeps.settings(SweepPeople.POPULATION, SweepPeople.TARGETS), Sweeps.TARGETS, HEARD)
                .run(Sweeps.recording(11));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static SweepResult.Group group(SweepPeople people) {
        SweepResult.Group group = result.groups().get(people);
        assertThat(group).isNotNull();
        return group;
    }

    private static VariationResult find(SweepResult.Group group, Section section, String series, String value) {
        return group.of(section).stream()
                .filter(found -> found.series().equals(series) && found.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldMeasureEverySectionOnPopulationUsersAndNoChoiceOnTargets() {
        List<Section> choosing = List.of(Section.CHOICE, Section.DIRECTIONS, Section.SAMPLE);

        assertThat(group(SweepPeople.POPULATION).variations().stream().map(VariationResult::section))
                .containsAll(Arrays.stream(Section.values())
                        .filter(section -> section != Section.SKETCH)
                        .toList());
        assertThat(group(SweepPeople.TARGETS).variations().stream().map(VariationResult::section))
                .doesNotContainAnyElementsOf(choosing);
        assertThat(group(SweepPeople.POPULATION).questions()).isEqualTo(6);
    }

    @Test
    void shouldAnswerTheSameWhereAVariationIsTheDefault() {
        SweepResult.Group group = group(SweepPeople.POPULATION);
        VariationResult bayes = group.method(Variations.BAYES);

        assertThat(List.of(
                        find(group, Section.ITEMS, Variations.BAYES, "10").nll(),
                        find(group, Section.RATIO, Variations.BAYES, "1.0").nll(),
                        find(group, Section.KEPT, Variations.BAYES, "2").nll(),
                        find(group, Section.CHOICE, "correlation 0.5", "1.0, 64")
                                .nll()))
                .allSatisfy(nll -> assertThat(nll).isCloseTo(bayes.nll(), within(1e-6)));
        assertThat(find(group, Section.ITEMS, Variations.OWN, "10").nll())
                .isEqualTo(group.own().nll());
    }

    @Test
    void shouldAnswerOtherwiseWithOtherItemsSharersOrPieces() {
        SweepResult.Group group = group(SweepPeople.POPULATION);
        VariationResult bayes = group.method(Variations.BAYES);

        assertThat(List.of(
                        group.base().nll(),
                        group.own().nll(),
                        find(group, Section.ITEMS, Variations.BAYES, "4").nll(),
                        find(group, Section.SHARERS, Variations.BAYES, "4").nll(),
                        find(group, Section.KEPT, Variations.BAYES, "1").nll()))
                .allSatisfy(nll -> assertThat(nll).isNotEqualTo(bayes.nll()));
        assertThat(find(group, Section.KEPT, Variations.BAYES, "all").piecesPerModule())
                .isEqualTo(3);
        assertThat(find(group, Section.KEPT, Variations.RIDGE, "1").piecesPerModule())
                .isEqualTo(1);
    }

    @Test
    void shouldMeasureWhatStaysPublished() {
        SweepResult.Group group = group(SweepPeople.POPULATION);
        List<VariationResult> republished = group.of(Section.REPUBLISH);

        assertThat(republished)
                .extracting(VariationResult::value)
                .satisfiesExactly(
                        always -> assertThat(always).isEqualTo("0.0 (100.0 %)"),
                        first -> assertThat(first).startsWith("1.0E9 (").isNotEqualTo("1.0E9 (100.0 %)"));
        assertThat(republished.get(0).nll())
                .isCloseTo(group.method(Variations.BAYES).nll(), within(1e-6));
        assertThat(republished.get(1).nll()).isNotCloseTo(republished.get(0).nll(), within(1e-6));
    }

    @Test
    void shouldCountGainsFromTheBaseModelToTheOwnAdapter() {
        SweepResult.Group group = group(SweepPeople.TARGETS);

        assertThat(group.nllShare(group.base())).isZero();
        assertThat(group.nllShare(group.own())).isEqualTo(1);
        assertThat(group.base().measuredGain(group.base())).isZero();
        assertThat(group.method(Variations.BAYES).predictedGain()).isPositive();
        assertThat(group.own().predictedGain()).isNaN();
        assertThat(group.own().nllAbove(group.own()).mean()).isZero();
    }

    @Test
    void shouldTellOfEveryStageAndVariation() {
        assertThat(HEARD.stages())
                .contains(
                        "training own adapters on 4 events each, event 0 of 8",
                        "taking histories' signatures, event 0 of 20",
                        "sampling the population's signatures, event 0 of 10")
                .anyMatch(stage -> stage.startsWith("training sharers' adapters, event 0 of"));
        assertThat(HEARD.lines())
                .hasSize(group(SweepPeople.POPULATION).variations().size()
                        + group(SweepPeople.TARGETS).variations().size());
        assertThat(result.stages()).containsKey("asking targets, variation");
    }

    @Test
    void shouldWriteFiguresTablesAndPictures() throws Exception {
        Path out = directory.resolve("out");

        SweepReport.write(result, false, out);

        JsonNode json = new ObjectMapper().readTree(out.resolve("assembly.json").toFile());
        assertThat(json.at("/people/population/variations"))
                .hasSameSizeAs(group(SweepPeople.POPULATION).variations());
        assertThat(json.at("/people/targets/variations/0/mae").asDouble())
                .isCloseTo(group(SweepPeople.TARGETS).base().mae(), within(1e-4));
        String tables = Files.readString(out.resolve("assembly.md"));
        assertThat(tables)
                .contains("## Population users who do not share", "## Target users", "### Correlation and temper")
                .contains("The best 12 of 64 by NLL:")
                .doesNotContain("NaN")
                .doesNotContain("QUICK");
        for (String name :
                List.of("population-items", "targets-sharers", "targets-ratio", "targets-kept", "targets-gain")) {
            assertThat(tables).contains("(" + name + ".svg)");
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(out.resolve(name + ".svg").toFile())
                            .getElementsByTagName("circle")
                            .getLength())
                    .isPositive();
        }
    }
}

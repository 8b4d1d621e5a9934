package dev.intarsia.replay.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.HeardSweep;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.sweep.UserFigure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningSweepTest {
    private static final int EVENTS = 8;

    @TempDir
    static Path directory;

    private static final HeardSweep HEARD = new HeardSweep();
    private static ReplayModel model;
    private static LearningResult result;

    @BeforeAll
    static void run() throws IOException {
        model = Models.tiny(directory.resolve("model"), "movie-rating");
        result = new LearningSweep(model, settings(2), HEARD).run(recording());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Recording recording() {
        return Recordings.recording(40, 38, 36, 34, 32, 30);
    }

    /** One target, one sharer. */
    private static LearningSettings settings(int users) {
        return new LearningSettings(
                List.of(LearningSection.STEPS, LearningSection.OFFLINE), 1, 1, users, EVENTS, 4, Map.of("seed", "0"));
    }

    private static LearningSweep sweep(LearningSettings settings) {
        return new LearningSweep(model, settings, new HeardSweep());
    }

    private static RuleResult find(LearningSection section, String rule) {
        return result.sections().get(section.text()).stream()
                .filter(found -> found.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static RuleFigures figures(RuleResult result, RuleResult first) {
        return RuleFigures.of(result, first, LearningSection.STEPS.positions());
    }

    @Test
    void shouldAskEveryEventOnceBeforeItIsLearnedAndOnceAtTheEnd() {
        RuleResult plain = result.sections().get("steps").get(0);

        assertThat(plain.streamed()).hasSize(2).allSatisfy(scores -> {
            assertThat(scores.asked()).isEqualTo(EVENTS);
            assertThat(scores.nll()).doesNotContain(Double.NaN);
        });
        RuleResult more = find(LearningSection.STEPS, "up to 32 steps at first");
        assertThat(UserFigure.of(more.again(), scores -> scores.meanNll(0, EVENTS))
                        .mean())
                .as("once they were learned")
                .isLessThan(UserFigure.of(more.streamed(), scores -> scores.meanNll(0, EVENTS))
                        .mean());
        assertThat(plain.later())
                .allSatisfy(scores -> assertThat(scores.asked()).isEqualTo(4));
    }

    @Test
    void shouldMeasureEachRuleAgainstTheSettingsOnTheSameEvents() {
        RuleResult plain = result.sections().get("steps").get(0);
        RuleResult less = find(LearningSection.STEPS, "as many steps at every update");

        RuleFigures figures = figures(less, plain);

        assertThat(figures.work()).as("trained less").isLessThan(0.7);
        assertThat(less.streamed().get(0).nll()[0])
                .as("before the first update")
                .isEqualTo(plain.streamed().get(0).nll()[0]);
        assertThat(figures.oldest().mean())
                .isGreaterThan(figures(plain, plain).oldest().mean());
        assertThat(figures.nllAbove().mean())
                .isEqualTo(figures.nll().mean() - figures(plain, plain).nll().mean(), within(1e-9));
    }

    @Test
    void shouldTrainOfflineOnceAllEventsHaveCome() {
        RuleResult offline = find(LearningSection.OFFLINE, "offline, each event 5.0 times");

        assertThat(offline.streamed().get(0).nll()[EVENTS - 1])
                .as("as the base model")
                .isGreaterThan(offline.again().get(0).nll()[EVENTS - 1]);
        assertThat(offline.flops()).isPositive();
    }

    @Test
    void shouldWriteTablesAndFigures() throws IOException {
        Path out = directory.resolve("report");

        LearningReport.write(result, out);

        assertThat(out.resolve("learning.md")).content().contains("## offline", "| offline, each event 2.5 times |");
        JsonNode figures = new ObjectMapper().readTree(Files.readString(out.resolve("learning.json")));
        assertThat(figures.path("sections").path("steps").get(0).path("work").asDouble())
                .isEqualTo(1);
        assertThat(HEARD.lines())
                .hasSize(
                        result.sections().values().stream().mapToInt(List::size).sum());
    }

    @Test
    void shouldMeasureOnlyTheRulesThatAreNamed() {
        LearningSettings named = new LearningSettings(
                List.of(LearningSection.CAUTION),
                1,
                1,
                2,
                EVENTS,
                4,
                List.of("guard", "of the way"),
                Optional.empty(),
                Map.of());

        List<RuleResult> measured = sweep(named).run(recording()).sections().get("caution");

        assertThat(measured)
                .extracting(RuleResult::rule)
                .containsExactly(
                        "own adapter, as set",
                        "guard of 2 events",
                        "the same, 0.75 of the way",
                        "the same, 0.9 of the way");
    }

    @Test
    void shouldBeginWhereTheOthersAre() {
        LearningSettings assembled = new LearningSettings(
                List.of(LearningSection.START),
                1,
                2,
                2,
                EVENTS,
                4,
                List.of(),
                Optional.of(AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of("roster.min-events", "1")))),
                Map.of());

        List<RuleResult> measured = sweep(assembled).run(recording()).sections().get("start");

        RuleResult own = measured.get(0);
        RuleResult alone = measured.get(1);
        RuleResult onTop = measured.get(2);
        double[] first = onTop.streamed().get(0).nll();
        assertThat(first[1])
                .as("the assembled adapter answers from the first event on")
                .isEqualTo(alone.streamed().get(0).nll()[1])
                .isNotEqualTo(own.streamed().get(0).nll()[1]);
        assertThat(first[EVENTS - 1])
                .as("with what was trained on top")
                .isNotEqualTo(alone.streamed().get(0).nll()[EVENTS - 1]);
        assertThat(alone.flops()).as("nothing is trained").isLessThan(onTop.flops());
        RuleResult chosen = measured.get(measured.size() - 1);
        assertThat(chosen.rule()).endsWith("by evidence");
        assertThat(chosen.streamed().get(0).nll()[1])
                .as("the assembled adapter comes first")
                .isCloseTo(alone.streamed().get(0).nll()[1], within(1e-6));
        assertThat(chosen.flops()).as("own adapters are trained beside it").isGreaterThan(alone.flops());
    }

    @Test
    void shouldRefuseToAssembleWithoutRules() {
        LearningSettings nothing = new LearningSettings(List.of(LearningSection.START), 1, 1, 2, EVENTS, 4, Map.of());

        assertThatThrownBy(() -> sweep(nothing).run(recording())).hasMessageContaining("rules of assembly");
    }

    @Test
    void shouldRefuseMoreUsersThanThereAre() {
        assertThatThrownBy(() -> sweep(settings(5)).run(recording()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ask for fewer");
    }
}

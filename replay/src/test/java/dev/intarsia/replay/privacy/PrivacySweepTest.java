package dev.intarsia.replay.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.HeardSweep;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.OwnAdapters;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacySweepTest {
    private static final int EVENTS = 16;
    private static final int PUBLISHED = 2;
    private static final int USERS = 3;

    @TempDir
    static Path directory;

    private static final HeardSweep HEARD = new HeardSweep();
    private static ReplayModel model;
    private static PrivacyResult result;

    @BeforeAll
    static void run() throws IOException {
        model = Models.tiny(directory.resolve("model"), "movie-rating");
        result = new PrivacySweep(model, settings(USERS), HEARD).run(recording());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** A target, three who share, three who have assembled adapters, two of whom the sample is. */
    private static Recording recording() {
        return Recordings.recording(40, 38, 37, 36, 34, 33, 32, 30, 29);
    }

    private static PrivacySettings settings(int users) {
        return new PrivacySettings(
                1,
                3,
                users,
                EVENTS,
                PUBLISHED,
                6,
                4,
                3,
                50,
                new BayesianWeights(new ModulePrior(0.2), new Temper(0.5, 64), 16, 0),
                new SampleRules(2, 6),
                Map.of("seed", "0"));
    }

    private static PrivacySweep sweep(PrivacySettings settings) {
        return new PrivacySweep(model, settings, new HeardSweep());
    }

    private static MeasuredAttack attack(Exposure exposure, AttackMethod method) {
        return result.attacks().stream()
                .filter(attack -> attack.is(exposure, method))
                .findFirst()
                .orElseThrow();
    }

    private static ComparedSetting compared(String setting, String value) {
        return result.compared().stream()
                .filter(one -> one.setting().equals(setting) && one.value().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static double auc(ComparedSetting setting, Exposure exposure, AttackMethod method) {
        return setting.attack(exposure, method).orElseThrow().auc().value();
    }

    @Test
    void shouldAttackEverythingInEveryWay() {
        List<AttackMethod> byLoss = List.of(AttackMethod.LOSS, AttackMethod.CALIBRATED, AttackMethod.LIRA);

        for (Exposure exposure : List.of(Exposure.PIECES, Exposure.ASSEMBLED, Exposure.ANOTHERS, Exposure.MEAN)) {
            assertThat(byLoss)
                    .allSatisfy(method -> assertThat(attack(exposure, method))
                            .satisfies(attack -> assertThat(attack.scored()).isEqualTo(PUBLISHED * USERS * EVENTS))
                            .satisfies(attack -> assertThat(attack.auc().value())
                                    .isBetween(attack.auc().low(), attack.auc().high())));
        }
        assertThat(attack(Exposure.SUM, AttackMethod.INNER_PRODUCT).auc().value())
                .isGreaterThan(0.5);
        assertThat(attack(Exposure.SUM, AttackMethod.LIRA).auc().value()).isGreaterThan(0.5);
    }

    @Test
    void shouldReadMembersOffSignaturesWithoutNoise() {
        assertThat(attack(Exposure.SUM, AttackMethod.LEAST_SQUARES).auc().value())
                .isCloseTo(1, within(1e-9));
        assertThat(attack(Exposure.SINGLE, AttackMethod.INNER_PRODUCT).auc().value())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldFindLessUnderNoiseThatMeansSomething() {
        ComparedSetting local = compared(PrivacyComparisons.LOCAL, "ε 1");
        ComparedSetting trusted = compared(PrivacyComparisons.TRUSTED, "ε 1");

        assertThat(auc(local, Exposure.SINGLE, AttackMethod.INNER_PRODUCT)).isLessThan(0.8);
        assertThat(auc(local, Exposure.SUM, AttackMethod.LEAST_SQUARES)).isLessThan(0.75);
        assertThat(auc(trusted, Exposure.SUM, AttackMethod.LEAST_SQUARES)).isLessThan(0.9);
        assertThat(auc(trusted, Exposure.SINGLE, AttackMethod.INNER_PRODUCT))
                .as("signatures of single events have no noise")
                .isCloseTo(1, within(1e-9));
        assertThat(List.of(local.epsilon(), trusted.epsilon())).containsExactly(1.0, 1.0);
    }

    @Test
    void shouldCompareOneSettingAtATimeWithTheSettingsAsTheyAre() {
        ComparedSetting asSet = result.compared().get(0);

        assertThat(result.compared().stream().map(ComparedSetting::setting).distinct())
                .containsExactly(
                        PrivacyComparisons.AS_SET,
                        PrivacyComparisons.BASE,
                        PrivacyComparisons.DROPOUT,
                        PrivacyComparisons.RATIO,
                        PrivacyComparisons.EVENTS,
                        PrivacyComparisons.SKETCH,
                        PrivacyComparisons.CLIP,
                        PrivacyComparisons.LOCAL,
                        PrivacyComparisons.TRUSTED);
        assertThat(asSet.nllAbove().mean()).isZero();
        assertThat(compared(PrivacyComparisons.BASE, "").nllAbove().mean())
                .isCloseTo(
                        compared(PrivacyComparisons.BASE, "").nll().mean()
                                - asSet.nll().mean(),
                        within(1e-9));
        assertThat(auc(compared(PrivacyComparisons.DROPOUT, "0.5"), Exposure.PIECES, AttackMethod.CALIBRATED))
                .isNotEqualTo(auc(asSet, Exposure.PIECES, AttackMethod.CALIBRATED));
        assertThat(HEARD.lines())
                .hasSize(result.attacks().size() + result.compared().size());
    }

    @Test
    void shouldTrainEachRunAsTheTrainerTrainsItsHalf() {
        PrivacyPeople people = PrivacyPeople.of(recording(), settings(USERS), model);
        Subject sharer = people.sharers().get(1);

        List<List<Adapter>> trained = RunTraining.train(model, people.sharers(), 2, Progress.NONE);

        assertThat(sharer.halves().of(1, sharer.events())).hasSize(EVENTS / 2);
        try (OwnAdapters alone = OwnAdapters.plain(model, new FlopMeter())) {
            alone.learn(sharer.halves().of(1, sharer.events()).stream()
                    .map(event -> new RecordedEvent(
                            event.id(),
                            sharer.user() + " run 1",
                            event.time(),
                            event.task(),
                            event.input(),
                            event.output()))
                    .toList());
            assertThat(trained.get(1).get(1))
                    .isEqualTo(alone.of(sharer.user() + " run 1").orElseThrow())
                    .isNotEqualTo(trained.get(0).get(1));
        }
    }

    @Test
    void shouldAttackPopulationUsersOnEventsBeforeTheirQuestions() {
        PrivacyPeople people = PrivacyPeople.of(recording(), settings(USERS), model);

        assertThat(people.sharers()).extracting(Subject::user).containsExactly("b", "c", "d");
        assertThat(people.asked()).extracting(Subject::user).containsExactly("e", "f", "g");
        assertThat(people.sampled()).hasSize(12);
        assertThat(people.asked()).allSatisfy(subject -> {
            assertThat(subject.events()).hasSize(EVENTS);
            assertThat(subject.questions())
                    .hasSize(3)
                    .allSatisfy(question -> assertThat(question.time())
                            .isAfter(subject.events().get(EVENTS - 1).time()));
        });
    }

    @Test
    void shouldWriteFiguresTablesAndPictures() throws Exception {
        Path out = directory.resolve("report");

        PrivacyReport.write(result, false, out);

        JsonNode figures =
                new ObjectMapper().readTree(out.resolve("privacy.json").toFile());
        assertThat(figures.path("attacks")).hasSameSizeAs(result.attacks());
        assertThat(figures.at("/attacks/0/auc/0").asDouble())
                .isCloseTo(result.attacks().get(0).auc().value(), within(1e-4));
        assertThat(figures.path("compared")).hasSameSizeAs(result.compared());
        String tables = Files.readString(out.resolve("privacy.md"));
        assertThat(tables)
                .contains("| a sharer's pieces | learned by the sharer's adapter | LiRA |", "| noise per event | ε 1 |")
                .doesNotContain("NaN")
                .doesNotContain("QUICK");
        for (String name : List.of("roc", "pieces", "noise-per-event", "noise-per-sum")) {
            assertThat(tables).contains("(" + name + ".svg)");
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(out.resolve(name + ".svg").toFile())
                            .getElementsByTagName("line")
                            .getLength())
                    .isGreaterThan(8);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() {
        assertThatThrownBy(() -> sweep(settings(6)).run(recording()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ask for fewer");
        assertThatThrownBy(() -> settings(1)).hasMessageContaining("two users");
    }
}

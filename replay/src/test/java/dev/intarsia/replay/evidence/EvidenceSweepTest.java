package dev.intarsia.replay.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.fixture.HeardSweep;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.method.Mark;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.pool.PoolFamily;
import dev.intarsia.replay.protocol.Plan;
import dev.intarsia.replay.protocol.Protocol;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.sweep.SweepPeople;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceSweepTest {
    private static final PoolRules POOL = AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of()));
    private static final ResidualRule RULE = new ResidualRule(4, 1, 4, 0.01, 8, ResidualRule.NEVER);
    private static final int EVENTS = 40;
    private static final int LATER = 4;

    @TempDir
    static Path directory;

    private static ReplayModel model;
    private static EvidenceResult result;

    @BeforeAll
    static void run() throws IOException {
        model = Models.tiny(directory.resolve("model"), "movie-rating");
        result = sweep(settings(SweepPeople.POPULATION)).run(recording());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** One target, two sharers, two who are asked, and one more. */
    private static Recording recording() {
        return Recordings.recording(70, 60, 58, 56, 54, 30);
    }

    private static EvidenceSettings settings(SweepPeople people) {
        return settings(people, 1);
    }

    private static EvidenceSettings settings(SweepPeople people, int targets) {
        return new EvidenceSettings(people, targets, 2, 2, EVENTS, LATER, POOL, RULE, Map.of("seed", "0"));
    }

    private static EvidenceSweep sweep(EvidenceSettings settings) throws IOException {
        StateDirectory files = new StateDirectory(directory.resolve("pool-" + settings.people()));
        return new EvidenceSweep(model, settings, files, new HeardSweep());
    }

    private static EvidenceResult.OfRule rule(String name) {
        return result.rules().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldCountTheRowsThatEachRuleTrainsOn() {
        assertThat(result.events()).isEqualTo(2 * EVENTS);
        assertThat(rule("assembled for everybody"))
                .returns(0L, EvidenceResult.OfRule::rows)
                .returns(0, EvidenceResult.OfRule::trained);
        assertThat(rule("residual for everybody"))
                .returns(2L * EVENTS, EvidenceResult.OfRule::rows)
                .returns(2, EvidenceResult.OfRule::trained);
        assertThat(rule("residual for everybody, half the rows").rows()).isEqualTo(2L * 16);
        assertThat(rule("residual from 64 events").rows()).isZero();
        assertThat(rule("own adapter for everybody").rows()).isGreaterThan(4L * EVENTS);
    }

    @Test
    void shouldAskEveryEventUnderEveryRule() {
        assertThat(result.rules())
                .hasSize(14)
                .allSatisfy(rule -> assertThat(rule.users()).hasSize(2).allSatisfy(user -> {
                    assertThat(user.streamed()).hasSize(EVENTS);
                    assertThat(user.later()).hasSize(LATER);
                }));
    }

    /** The same events through replay's own methods, which are the services' code. */
    @Test
    void shouldAnswerAsReplaysMethodsDo() throws IOException {
        List<List<Mark>> own = marks(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), "oppu");
        List<List<Mark>> evidence = marks(new PoolFamily(POOL, RULE.from(32)), "evidence");
        List<List<Mark>> assembled = marks(new PoolFamily(POOL, RULE), "assembled");

        assertAlike(
                rule("own adapter for everybody"),
                own,
                model.recipe().schedule().every());
        assertAlike(rule("residual from 32 events"), evidence, 0);
        assertAlike(rule("assembled for everybody"), assembled, 0);
    }

    private static List<List<Mark>> marks(MethodGroup group, String name) throws IOException {
        Plan plan = Plan.of(recording(), Protocol.TIME_SPLIT, 1, 2, EVENTS);
        Population population = new Population(
                plan.population().sharers(),
                Map.of("f", plan.population().others().get("f")));
        List<List<RecordedEvent>> users = new ArrayList<>();
        for (String user : List.of("d", "e")) {
            users.add(Protocol.TIME_SPLIT
                    .turns(plan.population().others().get(user), List.of(), EVENTS)
                    .get(0)
                    .learned());
        }
        MethodContext context = new MethodContext(model, new StateDirectory(directory.resolve("replay-" + name)));
        List<List<Mark>> marks = List.of(new ArrayList<>(), new ArrayList<>());
        try (Method method = group.offers(context).stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst()
                .orElseThrow()
                .opening()
                .get()) {
            method.prepare(population, Progress.NONE);
            for (int i = 0; i < EVENTS; i++) {
                int now = i;
                List<RecordedEvent> events =
                        users.stream().map(user -> user.get(now)).toList();
                List<Reply> replies =
                        method.answer(events.stream().map(Question::of).toList());
                for (int user = 0; user < 2; user++) {
                    marks.get(user).add(Mark.of(model.task(), events.get(user), replies.get(user)));
                }
                method.learn(events);
            }
        }
        return marks;
    }

    /** @param from the event from which on nobody is answered with what is assembled where replay's method has nothing */
    private static void assertAlike(EvidenceResult.OfRule rule, List<List<Mark>> expected, int from) {
        for (int user = 0; user < expected.size(); user++) {
            List<Mark> marks = rule.users().get(user).streamed();
            for (int i = from; i < EVENTS; i++) {
                assertThat(marks.get(i).nll())
                        .as("%s, event %d", rule.name(), i)
                        .isCloseTo(expected.get(user).get(i).nll(), within(1e-4));
            }
        }
    }

    @Test
    void shouldCompareEveryRuleWithTheFirstOnTheSameAnswers() {
        List<EvidenceFigures> figures = EvidenceFigures.of(result);

        EvidenceFigures first = figures.get(0);
        EvidenceFigures assembled = figures.get(1);
        assertThat(first.errorAbove().value()).isZero();
        assertThat(first.rowsSaved()).isZero();
        assertThat(assembled.rowsSaved()).isEqualTo(1);
        assertThat(assembled.nllAbove().value())
                .isCloseTo(assembled.nll().value() - first.nll().value(), within(1e-12));
        assertThat(assembled.nllAbove().low())
                .isLessThanOrEqualTo(assembled.nllAbove().value());
        assertThat(assembled.byPosition()).hasSize(4);
        assertThat(assembled.byPosition().get(3)).as("nobody had so many").isNaN();
    }

    @Test
    void shouldMeasureTargetsWithTheTrainersSettingsAlone() throws IOException {
        EvidenceResult targets = sweep(settings(SweepPeople.TARGETS, 2)).run(recording());

        assertThat(targets.rules())
                .extracting(EvidenceResult.OfRule::name)
                .containsExactly(
                        "own adapter for everybody",
                        "assembled for everybody",
                        "residual for everybody",
                        "the trainer's settings");
        assertThat(targets.users()).isEqualTo(2);
    }

    @Test
    void shouldWriteTableAndFigures() throws IOException {
        Path out = directory.resolve("report");

        EvidenceReport.write(result, out);

        assertThat(out.resolve("evidence.md"))
                .content()
                .contains(
                        "2 users (population) of made-up stream 80 events",
                        "| assembled for everybody | 0.00 | 100 % |");
        JsonNode figures = new ObjectMapper().readTree(Files.readString(out.resolve("evidence.json")));
        assertThat(figures.path("rules").get(2).path("rows_per_event").asDouble())
                .isEqualTo(1);
        assertThat(figures.path("rules")
                        .get(2)
                        .path("error_from_event")
                        .path("65")
                        .isNull())
                .isTrue();
    }

    @Test
    void shouldRefuseARecordingWithTooFewUsers() {
        assertThatThrownBy(() -> sweep(settings(SweepPeople.POPULATION)).run(Recordings.recording(70, 60, 58, 56)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 users to ask");
    }
}

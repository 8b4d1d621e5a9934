package dev.intarsia.replay.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.AdapterMethod;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.PersonalFamily;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.people.FilmLovers;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoolMethodsTest {
    private static final PoolRules RULES = AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of()));
    private static final Population POPULATION =
            new Population(FilmLovers.events(List.of("ann", "bob", "cleo"), 24), Map.of());
    private static final List<RecordedEvent> DORA = FilmLovers.events("dora", 40);
    private static final List<RecordedEvent> EMIL = FilmLovers.events("emil", 35);

    @TempDir
    static Path directory;

    private static ReplayModel model;
    private static StateDirectory files;

    @BeforeAll
    static void load() throws IOException {
        model = FilmLovers.model(0);
        files = new StateDirectory(directory.resolve("kept"));
        new PoolSource(model, RULES, files).draw(POPULATION, new FlopMeter(), Progress.NONE);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"assembled", "assembled+residual", "evidence", "auto", "peft-retrieval"})
    void shouldAnswerFromTheUsersOwnEventsForAnySplit(String name) {
        Method alone = opened(name);
        alone.learn(DORA.subList(0, 34));

        Method beside = opened(name);
        beside.learn(interleaved(DORA.subList(0, 13), EMIL.subList(0, 20)));
        beside.answer(questions(EMIL.subList(20, 25)));
        beside.learn(interleaved(EMIL.subList(20, 34), DORA.subList(13, 34)));

        assertThat(distance(
                        beside.answer(questions(DORA.subList(34, 40))), alone.answer(questions(DORA.subList(34, 40)))))
                .isLessThan(1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assembled", "assembled+residual", "evidence", "auto", "peft-retrieval"})
    void shouldContinueAKilledRunAsIfNeverInterrupted(String name) throws IOException {
        Method whole = opened(name);
        whole.learn(DORA.subList(0, 20));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        whole.save(new DataOutputStream(saved));

        Method resumed = opened(name);
        resumed.restore(DORA.subList(0, 20), new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
        assertThat(resumed.flops()).as("nothing is computed again").isZero();
        whole.learn(DORA.subList(20, 34));
        resumed.learn(DORA.subList(20, 34));

        assertThat(resumed.answer(questions(DORA.subList(34, 40))))
                .isEqualTo(whole.answer(questions(DORA.subList(34, 40))));
        assertThat(resumed.kept()).isEqualTo(whole.kept());
    }

    @ParameterizedTest
    @ValueSource(strings = {"assembled", "assembled+residual", "evidence", "auto", "peft-retrieval"})
    void shouldAnswerLikeTheBaseModelBeforeLearning(String name) {
        List<Reply> base = opened(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), "base")
                .answer(questions(DORA.subList(0, 3)));

        assertThat(distance(opened(name).answer(questions(DORA.subList(0, 3))), base))
                .isZero();
    }

    @Test
    void shouldHelpAUserWithATasteByAssembly() {
        Method assembled = opened("assembled");
        List<Question> asked = questions(DORA.subList(30, 40));
        double before = nll(assembled.answer(asked), DORA.subList(30, 40));

        assembled.learn(DORA.subList(0, 30));

        assertThat(nll(assembled.answer(asked), DORA.subList(30, 40))).isLessThan(before - 0.05);
    }

    @Test
    void shouldFillThePoolWithTheElectedSharersAndNoTarget() {
        PoolSource source = new PoolSource(model, RULES, files);
        byte[] before = files.read("pool").orElseThrow();
        FlopMeter meter = new FlopMeter();
        Method method = prepared(AdapterMethod.plain(
                "assembled",
                model,
                meter,
                source.with(meter, pool -> new AssembledAdapters(model, RULES, pool, meter))));
        method.learn(DORA);
        method.answer(questions(EMIL));

        assertThat(source.draw(POPULATION, new FlopMeter(), Progress.NONE)
                        .pool()
                        .sharers()
                        .keySet())
                .containsExactly("ann", "bob", "cleo");
        assertThat(source.draw(POPULATION, new FlopMeter(), Progress.NONE)
                        .pool()
                        .gates()
                        .sharers())
                .containsExactly("ann", "bob", "cleo");
        assertThat(files.read("pool").orElseThrow()).isEqualTo(before);
    }

    @Test
    void shouldAccountForTheWorkOfAStoredPool() {
        PoolSource source = new PoolSource(model, RULES, files);
        FlopMeter meter = new FlopMeter();

        Work first = source.draw(POPULATION, meter, Progress.NONE).borrowed();
        Work second = source.draw(POPULATION, meter, Progress.NONE).borrowed();

        assertThat(meter.flops()).isZero();
        assertThat(first.flops()).isPositive();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void shouldElectByBehaviorWhereThereAreMoreCandidatesThanSeats() throws IOException {
        PoolRules twoSeats = AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of("roster.capacity", "2")));
        Map<String, List<RecordedEvent>> candidates = new LinkedHashMap<>(POPULATION.sharers());
        candidates.put("few", FilmLovers.events("few", 5));
        PoolSource source = new PoolSource(model, twoSeats, new StateDirectory(directory.resolve("elected")));

        SharedPool pool = source.draw(new Population(candidates, Map.of()), new FlopMeter(), Progress.NONE)
                .pool();

        assertThat(pool.sharers()).hasSize(2).doesNotContainKey("few");
        assertThat(pool.sharers().values())
                .allSatisfy(sharer -> assertThat(sharer.version())
                        .isEqualTo(model.recipe().schedule().updates(24)));
    }

    @Test
    void shouldReportItsProgressWhileThePoolIsBuilt() throws IOException {
        PoolRules twoSeats = AssemblerSettings.rules(AssemblerConfig.SETTINGS.with(Map.of("roster.capacity", "2")));
        List<String> told = new ArrayList<>();

        new PoolSource(model, twoSeats, new StateDirectory(directory.resolve("told")))
                .draw(
                        POPULATION,
                        new FlopMeter(),
                        (doing, done, total) -> told.add(doing + " " + done + " of " + total));

        assertThat(told)
                .containsSubsequence(
                        "electing sharers, candidate 0 of 3",
                        "electing sharers, candidate 2 of 3",
                        "training sharers' adapters, event 0 of 48",
                        "taking sharers' signatures, sharer 1 of 2");
    }

    @Test
    void shouldFindTheSharerWithTheSameBehaviorNearest() {
        FlopMeter meter = new FlopMeter();
        SharedPool pool = new PoolSource(model, RULES, files)
                .draw(POPULATION, meter, Progress.NONE)
                .pool();
        NearestAdapters adapters = new NearestAdapters(model, RULES, pool, meter);
        List<RecordedEvent> asBob = Objects.requireNonNull(POPULATION.sharers().get("bob")).stream()
                .map(event -> new RecordedEvent(
                        event.id(), "twin", event.time(), event.task(), event.input(), event.output()))
                .toList();

        adapters.learn(asBob);

        assertThat(adapters.nearest("twin").orElseThrow().user()).isEqualTo("bob");
    }

    @Test
    void shouldAddAResidualOnceItIsDue() {
        ResidualRule soon = new ResidualRule(8, 2, 8, 0.006, 0, ResidualRule.NEVER);
        FlopMeter meter = new FlopMeter();
        Method residual = prepared(AdapterMethod.plain(
                "assembled+residual",
                model,
                meter,
                new PoolSource(model, RULES, files)
                        .with(meter, pool -> new ResidualAdapters(model, RULES, soon, pool, meter))));
        Method assembled = opened("assembled");
        List<Question> asked = questions(DORA.subList(30, 40));
        residual.learn(DORA.subList(0, 7));
        assembled.learn(DORA.subList(0, 7));
        double without = distance(residual.answer(asked), assembled.answer(asked));

        residual.learn(DORA.subList(7, 30));
        assembled.learn(DORA.subList(7, 30));

        assertThat(without).isZero();
        assertThat(nll(residual.answer(asked), DORA.subList(30, 40)))
                .isLessThan(nll(assembled.answer(asked), DORA.subList(30, 40)));
        assertThat(residual.kept().own() - assembled.kept().own())
                .isEqualTo((long) model.model().layout().size() * Float.BYTES);
    }

    @Test
    void shouldGiveAnOwnAdapterInPlaceOfAResidual() {
        Method evidence = opened(new PoolFamily(RULES, new ResidualRule(8, 1, 8, 0.006, 0, 0)), "evidence");
        Method own = opened(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), "oppu");

        evidence.learn(DORA.subList(0, 34));
        own.learn(DORA.subList(0, 34));

        assertThat(evidence.answer(questions(DORA.subList(34, 40))))
                .isEqualTo(own.answer(questions(DORA.subList(34, 40))));
    }

    @Test
    void shouldChooseWhatIsAssembledFirstAndByLossesThen() {
        Method auto = opened("auto");
        Method assembled = opened("assembled");
        Method own = opened(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), "oppu");
        Method base = opened(new PersonalFamily(PersonalFamily.Profiles.TEMPLATE, false), "base");
        List<Question> asked = questions(DORA.subList(34, 40));
        List<Method> all = List.of(auto, assembled, own);

        all.forEach(method -> method.learn(DORA.subList(0, 11)));

        assertThat(distance(auto.answer(asked), assembled.answer(asked))).isLessThan(1e-6);
        all.forEach(method -> method.learn(DORA.subList(11, 34)));
        List<Reply> chosen = auto.answer(asked);
        assertThat(List.of(assembled, own, base))
                .as("what answers is one of the three")
                .anyMatch(method -> distance(method.answer(asked), chosen) < 1e-6);
        assertThat(auto.kept().own()).isGreaterThan(own.kept().own());
    }

    @Test
    void shouldKnowAnOwnAdapterFromAResidualAfterARestore() throws IOException {
        MethodGroup family = new PoolFamily(RULES, new ResidualRule(8, 1, 8, 0.006, 0, 16));
        Method whole = opened(family, "evidence");
        whole.learn(interleaved(DORA.subList(0, 20), EMIL.subList(0, 10)));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        whole.save(new DataOutputStream(saved));

        Method resumed = opened(family, "evidence");
        resumed.restore(
                interleaved(DORA.subList(0, 20), EMIL.subList(0, 10)),
                new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

        List<Question> asked = questions(interleaved(DORA.subList(34, 40), EMIL.subList(25, 30)));
        assertThat(resumed.answer(asked)).isEqualTo(whole.answer(asked));
        whole.learn(DORA.subList(20, 34));
        resumed.learn(DORA.subList(20, 34));
        assertThat(resumed.answer(asked)).isEqualTo(whole.answer(asked));
    }

    private static Method opened(String name) {
        return opened(new PoolFamily(RULES), name);
    }

    private static Method opened(MethodGroup family, String name) {
        return prepared(family.offers(new MethodContext(model, files)).stream()
                .filter(offer -> offer.name().equals(name))
                .map(MethodFactory::opening)
                .findFirst()
                .orElseThrow()
                .get());
    }

    private static Method prepared(Method method) {
        method.prepare(POPULATION, Progress.NONE);
        return method;
    }

    private static List<RecordedEvent> interleaved(List<RecordedEvent> ones, List<RecordedEvent> others) {
        List<RecordedEvent> both = new ArrayList<>();
        for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
            if (i < ones.size()) {
                both.add(ones.get(i));
            }
            if (i < others.size()) {
                both.add(others.get(i));
            }
        }
        return both;
    }

    private static List<Question> questions(List<RecordedEvent> events) {
        return events.stream().map(Question::of).toList();
    }

    private static double nll(List<Reply> replies, List<RecordedEvent> truth) {
        double sum = 0;
        for (int i = 0; i < replies.size(); i++) {
            int label = model.task().labels().indexOf(truth.get(i).output());
            sum -= Math.log(
                    Objects.requireNonNull(replies.get(i).probabilities()).get(label));
        }
        return sum / replies.size();
    }

    /** The largest difference of two probabilities of the same label. */
    private static double distance(List<Reply> ones, List<Reply> others) {
        double largest = 0;
        for (int i = 0; i < ones.size(); i++) {
            List<Double> one = Objects.requireNonNull(ones.get(i).probabilities());
            List<Double> other = Objects.requireNonNull(others.get(i).probabilities());
            assertThat(one.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-3));
            for (int j = 0; j < one.size(); j++) {
                largest = Math.max(largest, Math.abs(one.get(j) - other.get(j)));
            }
        }
        return largest;
    }
}

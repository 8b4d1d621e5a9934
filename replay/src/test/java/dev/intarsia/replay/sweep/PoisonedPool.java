package dev.intarsia.replay.sweep;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.infer.LossChange;
import dev.intarsia.pieces.infer.LossChanges;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.LearnerStates;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.pool.Sharer;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sharers of a recording, some of whom are there once more with other answers, and a population to judge them by. */
final class PoisonedPool {
    static final String HONEST = "honest/";
    private static final int TOGETHER = 64;
    private static final int EVENTS_OF_USER = 16;
    private static final int LEAST_EVENTS = 40;
    private static final int HISTORY = 20;

    private final ReplayModel model;
    private final Map<String, List<RecordedEvent>> events;
    private final Map<String, Map<String, List<RecordedEvent>>> targets = new LinkedHashMap<>();
    private final List<Sharer> sharers = new ArrayList<>();
    private final Map<String, List<Map<ModuleId, float[]>>> population;

    /**
     * How large a pool is.
     *
     * @param most events of a sharer
     * @param users in the population's sample
     */
    record Size(int honest, int poisoned, int most, int users, int targets) {}

    /**
     * Trains the sharers.
     *
     * @param events by user, in order of time
     * @param poisons from an honest answer to another, by name
     */
    PoisonedPool(
            ReplayModel model,
            Map<String, List<RecordedEvent>> events,
            long seed,
            Size size,
            Map<String, UnaryOperator<String>> poisons) {
        this.model = model;
        this.events = events;
        List<String> drawn = new ArrayList<>(new TreeMap<>(events).keySet());
        drawn.removeIf(user -> events.get(user).size() < LEAST_EVENTS);
        Collections.shuffle(drawn, new Random(seed));
        Map<String, List<RecordedEvent>> training = new LinkedHashMap<>();
        for (int i = 0; i < size.honest(); i++) {
            String user = drawn.get(i);
            List<RecordedEvent> own = events.get(user)
                    .subList(0, Math.min(size.most(), events.get(user).size()));
            training.put(HONEST + user, answered(own, HONEST + user, answer -> answer));
            if (i < size.poisoned()) {
                poisons.forEach(
                        (name, poison) -> training.put(name + "/" + user, answered(own, name + "/" + user, poison)));
            }
        }
        train(training);
        int end = size.honest() + size.users();
        population = signatures(drawn.subList(size.honest(), end), own -> spread(own));
        drawn.subList(end, Math.min(drawn.size(), end + size.targets())).forEach(this::target);
    }

    private static List<RecordedEvent> answered(List<RecordedEvent> events, String user, UnaryOperator<String> answer) {
        return events.stream()
                .map(event -> new RecordedEvent(
                        event.id(), user, event.time(), event.task(), event.input(), answer.apply(event.output())))
                .toList();
    }

    private static List<RecordedEvent> spread(List<RecordedEvent> own) {
        List<RecordedEvent> some = new ArrayList<>();
        for (int i = 0; i < EVENTS_OF_USER; i++) {
            some.add(own.get(i * own.size() / EVENTS_OF_USER));
        }
        return some;
    }

    private void train(Map<String, List<RecordedEvent>> training) {
        LearnerStates states =
                new LearnerStates(model.model().layout(), model.recipe().window());
        Map<String, List<TrainingEvent>> arrivals = new LinkedHashMap<>();
        training.forEach((user, own) -> arrivals.put(user, TrainingEvents.plain(model, own)));
        int longest = arrivals.values().stream().mapToInt(List::size).max().orElse(0);
        try (Learner learner = Learner.ofAdapters(model.recipe(), model.model(), ReferenceSet.none(), update -> {})) {
            for (int from = 0; from < longest; from += TOGETHER) {
                List<TrainingEvent> batch = new ArrayList<>();
                for (List<TrainingEvent> own : arrivals.values()) {
                    batch.addAll(own.subList(Math.min(from, own.size()), Math.min(from + TOGETHER, own.size())));
                }
                StateOverlay overlay = new StateOverlay(states);
                learner.learn(batch, overlay, user -> true);
                states.take(overlay);
            }
        }
        GradientGates gates = new GradientGates(
                model.model().fingerprint(),
                model.model().layout(),
                model.recipe().sketch());
        training.keySet().forEach(user -> {
            Adapter adapter = states.adapter(user).adapter();
            Map<ModuleId, float[]> own = new TreeMap<>();
            for (ModuleShape module : model.model().layout().modules()) {
                own.put(module.id(), gates.of(module.id(), adapter.weights(module.id())));
            }
            sharers.add(new Sharer(user, 1, adapter, SignatureSum.empty(), own));
        });
    }

    private Map<String, List<Map<ModuleId, float[]>>> signatures(
            List<String> users, UnaryOperator<List<RecordedEvent>> some) {
        Map<String, List<RecordedEvent>> asked = new LinkedHashMap<>();
        users.forEach(user -> asked.put(user, some.apply(events.get(user))));
        try (SingleSignatures signatures =
                new SingleSignatures(model, model.recipe().sketch())) {
            return signatures.of(asked, "sampling", Progress.NONE);
        }
    }

    private void target(String user) {
        List<RecordedEvent> own = events.get(user);
        int part = Math.min(HISTORY, own.size() / 2);
        targets.put(user, Map.of("history", own.subList(0, part), "later", own.subList(own.size() - part, own.size())));
    }

    private SharedPool pool(Predicate<String> who) {
        return SharedPool.of(
                model.model().fingerprint(),
                model.model().layout(),
                GateKind.GRADIENT,
                sharers.stream().filter(sharer -> who.test(sharer.user())).toList(),
                SignatureSample.of(
                        population.values().stream().flatMap(List::stream).toList()));
    }

    /** What the assembler would measure of a pool of these sharers. */
    Map<String, LossChange> changes(Predicate<String> who) {
        return LossChanges.of(pool(who).gates(), population);
    }

    /** Mean loss of the targets' later events, by adapters assembled from a pool of these sharers; null for the base. */
    double loss(@Nullable Predicate<String> who, Weights weights) {
        Map<String, List<Map<ModuleId, float[]>>> histories =
                signatures(List.copyOf(targets.keySet()), own -> own.subList(0, Math.min(HISTORY, own.size() / 2)));
        SharedPool pool = pool(who == null ? user -> true : who);
        Assembler assembler = Assembler.of(pool.gates(), weights, pool.sample());
        List<ScoringRow> rows = new ArrayList<>();
        targets.forEach((user, parts) -> {
            Assembly assembly = assembler.assemble(SingleSignatures.sum(histories.get(user)));
            Adapter adapter = who == null || assembly.modules().isEmpty() ? null : pool.compose(assembly);
            TrainingEvents.plain(model, parts.get("later"))
                    .forEach(event -> rows.add(new ScoringRow(event.event().example(), adapter)));
        });
        return model.scorer().losses(rows).stream()
                .mapToDouble(Loss::mean)
                .average()
                .orElseThrow();
    }
}

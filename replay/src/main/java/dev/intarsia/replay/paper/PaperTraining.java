package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.ActivationPass;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.ActivationGateTrainer;
import dev.intarsia.model.gate.GateUpdate;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.gate.TrainedGates;
import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.oppu.update.ShuffledSteps;
import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.election.Election;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.election.Roster;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Makes the paper's pool from the population: sharers by clusters of their histories, an adapter for each, then gates
 * with everything else frozen.
 */
final class PaperTraining {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final ReplayModel model;
    private final PaperSettings settings;
    private final Supplier<People> people;
    private final FlopMeter meter;
    private final Progress progress;

    /** @param people each time knowing nobody */
    PaperTraining(
            ReplayModel model, PaperSettings settings, Supplier<People> people, FlopMeter meter, Progress progress) {
        this.model = model;
        this.settings = settings;
        this.people = people;
        this.meter = meter;
        this.progress = progress;
    }

    PaperPool train(Population population) {
        Map<String, List<RecordedEvent>> histories = new TreeMap<>(population.sharers());
        histories.putAll(population.others());
        List<String> elected = elect(histories);
        List<String> sharers = new ArrayList<>();
        List<List<List<Example>>> adapterSteps = new ArrayList<>();
        List<List<List<Example>>> gateSteps = new ArrayList<>();
        for (String sharer : elected) {
            progress.at("reading sharers' histories, sharer", sharers.size(), elected.size());
            List<Example> examples = examples(histories.getOrDefault(sharer, List.of()));
            // Of answers that are all too long for the model nothing can be learned.
            if (!examples.isEmpty()) {
                sharers.add(sharer);
                adapterSteps.add(steps(sharer, "adapter", examples, settings.steps()));
                gateSteps.add(steps(sharer, "gates", examples, settings.gateSteps()));
            }
        }
        List<Adapter> adapters = adapters(sharers, adapterSteps);
        List<Map<ModuleId, float[]>> gates = gates(adapters, gateSteps);
        Map<String, Adapter> bySharer = new LinkedHashMap<>();
        Map<String, Map<ModuleId, float[]>> gatesBySharer = new LinkedHashMap<>();
        for (int i = 0; i < sharers.size(); i++) {
            bySharer.put(sharers.get(i), adapters.get(i));
            gatesBySharer.put(sharers.get(i), gates.get(i));
        }
        return new PaperPool(model.model().fingerprint(), model.model().layout(), bySharer, gatesBySharer);
    }

    /** The longest history of each cluster. */
    private List<String> elect(Map<String, List<RecordedEvent>> histories) {
        boolean contested = histories.size() > settings.sharers();
        Map<String, Candidate> candidates = new TreeMap<>();
        histories.forEach((user, history) -> {
            if (history.size() > settings.minItems()) {
                progress.at("clustering users, user", candidates.size(), histories.size());
                candidates.put(user, new Candidate(history.size(), 1, contested ? embedding(history) : new float[0]));
            }
        });
        ElectionRules rules = new ElectionRules(settings.sharers(), settings.minItems(), 1, 1, model.seed());
        return List.copyOf(Election.hold(rules, candidates, Roster.empty(), Instant.EPOCH)
                .seats()
                .keySet());
    }

    /** The mean of what the top layer reads: the base model's own embedding of texts stands for a text encoder's. */
    private float[] embedding(List<RecordedEvent> history) {
        List<Example> latest =
                history.subList(Math.max(0, history.size() - settings.embedded()), history.size()).stream()
                        .flatMap(event -> model.encoding().example(event, List.of(), null).stream())
                        .toList();
        latest.forEach(example -> meter.add(model.flops().forward(example, false)));
        ModuleId top = model.model()
                .layout()
                .modules()
                .get(model.model().layout().modules().size() - 1)
                .id();
        float[] mean = new float[model.model().layout().require(top).inputs()];
        for (ActivationPass.Result result :
                new ActivationPass(model.model()).of(latest, Collections.nCopies(latest.size(), null))) {
            float[] item = result.means().getOrDefault(top, mean);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += item[i] / latest.size();
            }
        }
        return mean;
    }

    /** Both views of the latest events. */
    private List<Example> examples(List<RecordedEvent> history) {
        Views views = new Views(model, people.get());
        List<List<Example>> examples = new ArrayList<>();
        history.forEach(event -> examples.add(views.next(event)));
        return examples.subList(Math.max(0, examples.size() - settings.recent()), examples.size()).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Examples in shuffled rounds. */
    private List<List<Example>> steps(String sharer, String purpose, List<Example> examples, int count) {
        SeededDraws draws = new SeededDraws(SeededDraws.seed(purpose, sharer, model.seed()));
        List<List<Example>> steps = ShuffledSteps.of(examples, count, settings.batch(), draws);
        steps.forEach(step -> step.forEach(example -> meter.add(model.flops().training(example))));
        return steps;
    }

    private List<Adapter> adapters(List<String> sharers, List<List<List<Example>>> steps) {
        TrainingOptions options = new TrainingOptions(
                new LearningRate.Constant(settings.rate()),
                settings.weightDecay(),
                BETA1,
                BETA2,
                EPSILON,
                Double.POSITIVE_INFINITY,
                0);
        List<UserUpdate> updates = new ArrayList<>();
        for (int i = 0; i < sharers.size(); i++) {
            updates.add(new UserUpdate(
                    AdapterState.initial(
                            model.model().layout(), SeededDraws.seed("first A", sharers.get(i), model.seed())),
                    steps.get(i),
                    SeededDraws.seed("paper", sharers.get(i), model.seed())));
        }
        try (FusedTrainer trainer = new FusedTrainer(model.model(), options)) {
            return trainer.train(updates, telling("training sharers' adapters, step", settings.steps())).stream()
                    .map(AdapterState::adapter)
                    .toList();
        }
    }

    private List<Map<ModuleId, float[]>> gates(List<Adapter> adapters, List<List<List<Example>>> steps) {
        List<GateUpdate> updates = new ArrayList<>();
        for (int i = 0; i < adapters.size(); i++) {
            updates.add(new GateUpdate(adapters.get(i), steps.get(i)));
        }
        return new ActivationGateTrainer(model.model(), TrainedGates.adamW(settings.weightDecay()), settings.gateRate())
                .train(updates, telling("training sharers' gates, step", settings.gateSteps()));
    }

    private IntConsumer telling(String doing, int steps) {
        progress.at(doing, 0, steps);
        return done -> progress.at(doing, done, steps);
    }
}

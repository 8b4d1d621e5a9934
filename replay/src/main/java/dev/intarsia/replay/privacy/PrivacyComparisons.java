package dev.intarsia.replay.privacy;

import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.sweep.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One setting changed at a time: what attacks find then, and what the assembled adapters are worth. */
final class PrivacyComparisons {
    static final String AS_SET = "as set";
    static final String BASE = "base model";
    static final String DROPOUT = "dropout";
    static final String RATIO = "share ratio";
    static final String SKETCH = "sketch";
    static final String EVENTS = "events known";
    static final String CLIP = "clip";
    static final String LOCAL = "noise per event";
    static final String TRUSTED = "noise per sum";

    /** The δ that ε is told for. */
    static final double DELTA = 1e-5;

    /** Share of events whose norm is not clipped, where there is noise. */
    static final double CLIPPED = 0.5;

    private static final List<Double> DROPOUTS = List.of(0.0, 0.2, 0.5);
    private static final List<Double> RATIOS = List.of(0.2, 0.6);
    private static final List<Integer> SKETCHES = List.of(64, 1024);
    private static final List<Double> CLIPS = List.of(0.9, CLIPPED);
    private static final List<Double> EPSILONS = List.of(64.0, 8.0, 1.0);

    private final ReplayModel model;
    private final PrivacySettings settings;
    private final PrivacyPeople people;
    private final PrivacyMeasurements measurements;
    private final AttackMaterial asSet;
    private final Progress progress;
    private final Consumer<ComparedSetting> listener;
    private final List<ComparedSetting> compared = new ArrayList<>();
    private List<Scores> answered = List.of();

    /** @param listener hears of each setting once it is measured */
    PrivacyComparisons(
            ReplayModel model,
            PrivacySettings settings,
            PrivacyPeople people,
            AttackMaterial asSet,
            Progress progress,
            Consumer<ComparedSetting> listener) {
        this.model = model;
        this.settings = settings;
        this.people = people;
        this.measurements = new PrivacyMeasurements(model, settings, progress);
        this.asSet = asSet;
        this.progress = progress;
        this.listener = listener;
    }

    /** All of them; the settings as they are come first, then the base model. */
    List<ComparedSetting> all() {
        answered = measurements.answered(asSet);
        List<MeasuredAttack> attacks = new ArrayList<>(ofPieces(asSet));
        attacks.addAll(ofSignatures(asSet));
        attacks.addAll(measurements.assembled(asSet, 0));
        add(ComparedSetting.of(AS_SET, "", Double.POSITIVE_INFINITY, attacks, answered, answered));
        add(ComparedSetting.of(
                BASE, "", Double.POSITIVE_INFINITY, List.of(), measurements.answeredByBase(asSet.asked()), answered));
        dropouts();
        ratios();
        events();
        sketches();
        noises();
        return List.copyOf(compared);
    }

    private void dropouts() {
        Recipe recipe = model.recipe();
        for (double dropout : DROPOUTS) {
            if (dropout != recipe.training().dropout()) {
                ReplayModel other =
                        model.trainedBy(recipe.with(recipe.training().withDropout(dropout)));
                AttackMaterial material = asSet.with(RunTraining.train(other, asSet.sharers(), runs(), progress));
                add(DROPOUT, "" + dropout, material, ofPieces(material));
            }
        }
    }

    private void ratios() {
        for (double ratio : RATIOS) {
            AttackMaterial material = asSet.with(ratio);
            add(RATIO, "" + ratio, material, ofPieces(material));
        }
    }

    /** Fewer events of each user, half of which each run knows. */
    private void events() {
        int every = model.recipe().schedule().every();
        for (int events = settings.events() / 4; events < settings.events(); events *= 2) {
            if (events > 0 && events % (2 * every) == 0) {
                List<Subject> sharers = newest(asSet.sharers(), events);
                AttackMaterial material = new AttackMaterial(
                        sharers,
                        RunTraining.train(model, sharers, runs(), progress),
                        newest(asSet.asked(), events),
                        asSet.sketches().newest(events),
                        SignatureNoise.NONE,
                        1);
                List<MeasuredAttack> attacks = new ArrayList<>(ofPieces(material));
                attacks.addAll(ofSignatures(material));
                add(EVENTS, "" + events / 2, material, attacks);
            }
        }
    }

    private List<Subject> newest(List<Subject> subjects, int events) {
        return subjects.stream()
                .map(subject -> subject.newest(events, settings.compared(), model.seeded(subject.user())))
                .toList();
    }

    private void sketches() {
        for (int numbers : SKETCHES) {
            if (numbers != asSet.sketches().numbers()) {
                AttackMaterial material = asSet.with(EventSketches.of(model, people, numbers, progress));
                add(SKETCH, "" + numbers, material, ofSignatures(material));
            }
        }
    }

    private void noises() {
        for (double share : CLIPS) {
            SignatureNoise noise = new SignatureNoise(asSet.sketches().norm(share), 0, 0);
            AttackMaterial material = asSet.with(noise);
            add(CLIP, String.format(Locale.ROOT, "%.0f %% unclipped", 100 * share), material, ofSignatures(material));
        }
        double clip = asSet.sketches().norm(CLIPPED);
        for (double epsilon : EPSILONS) {
            // Any other event may have been in its place, as far as twice the norm away.
            double deviation = 2 * clip * GaussianMechanism.noise(epsilon, DELTA);
            noised(LOCAL, epsilon, new SignatureNoise(clip, deviation, 0));
        }
        for (double epsilon : EPSILONS) {
            // Without the event, the sum differs by its norm.
            double deviation = clip * GaussianMechanism.noise(epsilon, DELTA);
            noised(TRUSTED, epsilon, new SignatureNoise(clip, 0, deviation));
        }
    }

    private void noised(String setting, double epsilon, SignatureNoise noise) {
        AttackMaterial material = asSet.with(noise);
        List<MeasuredAttack> attacks = new ArrayList<>(ofSignatures(material));
        attacks.addAll(measurements.assembled(material, 0));
        add(ComparedSetting.of(
                setting,
                String.format(Locale.ROOT, "ε %.0f", epsilon),
                epsilon,
                attacks,
                measurements.answered(material),
                answered));
    }

    private int runs() {
        return settings.published() + settings.compared();
    }

    private List<MeasuredAttack> ofPieces(AttackMaterial material) {
        return measurements.pieces(material, settings.compared());
    }

    private List<MeasuredAttack> ofSignatures(AttackMaterial material) {
        List<MeasuredAttack> attacks = new ArrayList<>(measurements.sums(material, 0));
        attacks.add(measurements.single(material));
        return attacks;
    }

    private void add(String setting, String value, AttackMaterial material, List<MeasuredAttack> attacks) {
        List<MeasuredAttack> all = new ArrayList<>(attacks);
        all.addAll(measurements.assembled(material, 0));
        add(ComparedSetting.of(
                setting, value, Double.POSITIVE_INFINITY, all, measurements.answered(material), answered));
    }

    private void add(ComparedSetting setting) {
        compared.add(setting);
        listener.accept(setting);
    }
}

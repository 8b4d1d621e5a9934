package dev.intarsia.replay.sweep;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.election.ElectionRules;
import dev.intarsia.pieces.infer.SampleRules;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.pool.Sharer;
import dev.intarsia.replay.pool.SharerTraining;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Measures how good assembly is. Adapters and signatures are computed once; each variation then costs the weights of some
 * pieces for each user and one pass over the questions.
 */
public final class AssemblySweep {
    private static final double NANOS = 1e9;

    private final ReplayModel model;
    private final SweepSettings settings;
    private final int targets;
    private final SweepListener listener;

    /**
     * A sweep.
     *
     * @param model left open
     * @param targets how many of the most active users belong to no population
     */
    public AssemblySweep(ReplayModel model, SweepSettings settings, int targets, SweepListener listener) {
        this.model = requireNonNull(model);
        this.settings = requireNonNull(settings);
        this.targets = targets;
        this.listener = requireNonNull(listener);
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException where the recording has too few users, or questions of its own
     */
    public SweepResult run(Recording recording) {
        long began = System.nanoTime();
        SweepUsers users = SweepUsers.of(recording, settings, targets, model.encoding()::fits);
        StageProgress progress = new StageProgress(listener);
        boolean sketched = model.recipe().gates().kind() == GateKind.GRADIENT;
        Publications publications = new Publications(model, sketched ? settings.republish() : List.of());
        Map<String, Sharer> sharers = sharers(users, publications, progress);
        progress.finish();
        Map<SweepPeople, SweepResult.Group> groups = new EnumMap<>(SweepPeople.class);
        try (SingleSignatures signatures =
                        new SingleSignatures(model, model.recipe().sketch());
                OwnTraining training = new OwnTraining(model)) {
            SampledSignatures samples = SampledSignatures.of(users, samples(), signatures, progress);
            progress.finish();
            for (SweepPeople people : settings.people()) {
                List<AskedUser> asked = users.asked(people);
                Map<Integer, Map<String, Adapter>> own = new TreeMap<>();
                for (int items : settings.items()) {
                    own.put(items, training.train(asked, items, progress));
                    progress.finish();
                }
                SweepMaterial material = new SweepMaterial(
                        model,
                        settings,
                        asked,
                        new SweptPool(
                                model,
                                users.sharers(people).stream()
                                        .filter(sharers::containsKey)
                                        .map(sharers::get)
                                        .toList()),
                        publications,
                        samples,
                        asked(signatures, asked, progress),
                        own);
                progress.finish();
                groups.put(people, group(people, material, users, progress));
                progress.finish();
            }
        }
        return new SweepResult(
                settings,
                recording.name(),
                model.model().fingerprint(),
                groups,
                progress.seconds(),
                (System.nanoTime() - began) / NANOS);
    }

    private static AskedSignatures asked(SingleSignatures signatures, List<AskedUser> asked, StageProgress progress) {
        Map<String, List<RecordedEvent>> histories = new TreeMap<>();
        asked.forEach(user -> histories.put(user.user(), user.history()));
        return new AskedSignatures(signatures.of(histories, "taking histories' signatures, event", progress));
    }

    private List<SampleRules> samples() {
        List<SampleRules> samples = new ArrayList<>(settings.samples());
        samples.add(settings.pool().sample());
        return samples;
    }

    /** Everybody who shares for any group, by name. */
    private Map<String, Sharer> sharers(SweepUsers users, Publications publications, StageProgress progress) {
        Set<String> names = new LinkedHashSet<>();
        settings.people().forEach(people -> names.addAll(users.sharers(people)));
        ElectionRules election = settings.pool().election();
        PoolRules rules = new PoolRules(
                new ElectionRules(
                        names.size(), election.minEvents(), election.growth(), election.challenge(), election.seed()),
                settings.pool().decay(),
                settings.pool().weights(),
                settings.pool().sample());
        Map<String, Sharer> sharers = new TreeMap<>();
        try (SharerTraining training = new SharerTraining(model, rules, new FlopMeter(), progress)) {
            List<Sharer> trained = publications.none()
                    ? training.train(users.events(names))
                    : training.train(users.events(names), publications);
            trained.forEach(sharer -> sharers.put(sharer.user(), sharer));
        }
        if (sharers.isEmpty()) {
            throw new IllegalArgumentException("Nobody of the population has enough events to share; take a longer"
                    + " recording, or lower roster.min-events and update.every.");
        }
        return sharers;
    }

    private SweepResult.Group group(
            SweepPeople people, SweepMaterial material, SweepUsers users, StageProgress progress) {
        Examination examination = new Examination(model, material.asked());
        List<Variation> variations = new ArrayList<>(Variations.of(material, people == SweepPeople.POPULATION));
        variations.addAll(SketchVariations.of(material, users, progress));
        List<VariationResult> results = new ArrayList<>();
        for (Variation variation : variations) {
            progress.at("asking " + people.text() + ", variation", results.size(), variations.size());
            VariationResult result = examination.ask(variation);
            results.add(result);
            listener.measured(line(people, result, results.get(0)));
        }
        List<Integer> lengths = material.asked().stream()
                .map(user -> user.history().size())
                .sorted()
                .toList();
        return new SweepResult.Group(
                material.pool().size(),
                material.asked().size(),
                examination.questions(),
                List.of(lengths.get(0), lengths.get(lengths.size() - 1)),
                results);
    }

    private static String line(SweepPeople people, VariationResult result, VariationResult base) {
        return String.format(
                Locale.ROOT,
                "%s | %s | %s | %s: MAE %.4f, NLL %.4f, predicted %.4f, measured %.4f, %.1f pieces, %.1f s",
                people.text(),
                result.section().title(),
                result.series(),
                result.value(),
                result.mae(),
                result.nll(),
                result.predictedGain(),
                result.measuredGain(base),
                result.piecesPerModule(),
                result.seconds());
    }
}

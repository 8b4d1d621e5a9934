package dev.intarsia.replay.privacy;

import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.sweep.Exam;
import dev.intarsia.replay.sweep.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Attacks whatever there is to attack, and asks the questions that tell what an adapter is worth. */
final class PrivacyMeasurements {
    private static final double CONFIDENCE = 0.95;

    private final ReplayModel model;
    private final PrivacySettings settings;
    private final Progress progress;
    private final EventLosses losses;
    private final Resamples resamples;

    PrivacyMeasurements(ReplayModel model, PrivacySettings settings, Progress progress) {
        this.model = model;
        this.settings = settings;
        this.progress = progress;
        this.losses = new EventLosses(model, progress);
        this.resamples = new Resamples(settings.resamples(), CONFIDENCE, 1);
    }

    /** Whether an event was learned by a sharer's adapter, whose pieces are seen. */
    List<MeasuredAttack> pieces(AttackMaterial material, int shadows) {
        return byLosses(Exposure.PIECES, material.sharers(), material.pieces(settings.published() + shadows), shadows);
    }

    /** Whether an event is in a user's history, whose assembled adapter is seen; all are assembled from the first run's pool. */
    List<MeasuredAttack> assembled(AttackMaterial material, int shadows) {
        return byLosses(
                Exposure.ASSEMBLED,
                material.asked(),
                assembledAdapters(material, settings.published() + shadows),
                shadows);
    }

    /**
     * Whether an event was learned by a sharer's adapter, where only an adapter that was assembled for somebody else is seen:
     * of those, the one in which the sharer weighs most.
     */
    List<MeasuredAttack> anothers(AttackMaterial material, int shadows) {
        int runs = settings.published() + shadows;
        List<RunPool> pools = pools(material, runs);
        RunSums sums = material.sums();
        List<List<Assembly>> assemblies = new ArrayList<>();
        double[][] weights =
                new double[material.sharers().size()][material.asked().size()];
        for (RunPool pool : pools) {
            List<Assembly> own = new ArrayList<>();
            for (int user = 0; user < material.asked().size(); user++) {
                Assembly assembly = pool.assembly(sums.whole(user));
                own.add(assembly);
                addWeights(material.sharers(), assembly, user, weights);
            }
            assemblies.add(own);
        }
        List<List<@Nullable Adapter>> seen = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            List<@Nullable Adapter> ofUsers = new ArrayList<>();
            for (Assembly assembly : assemblies.get(run)) {
                ofUsers.add(pools.get(run).composed(assembly));
            }
            List<@Nullable Adapter> ofSharers = new ArrayList<>();
            for (double[] own : weights) {
                ofSharers.add(ofUsers.get(largest(own)));
            }
            seen.add(ofSharers);
        }
        return byLosses(Exposure.ANOTHERS, material.sharers(), seen, shadows);
    }

    private static void addWeights(List<Subject> sharers, Assembly assembly, int user, double[][] weights) {
        Map<String, Double> byName = new HashMap<>();
        assembly.modules()
                .forEach(module -> module.pieces()
                        .forEach(
                                piece -> byName.merge(piece.sharer(), (double) Math.abs(piece.weight()), Double::sum)));
        for (int sharer = 0; sharer < sharers.size(); sharer++) {
            weights[sharer][user] += byName.getOrDefault(sharers.get(sharer).user(), 0.0);
        }
    }

    private static int largest(double[] numbers) {
        return IntStream.range(0, numbers.length)
                .reduce((one, other) -> numbers[other] > numbers[one] ? other : one)
                .orElseThrow();
    }

    /** The same, where only the mean of all pieces is seen. */
    List<MeasuredAttack> mean(AttackMaterial material, int shadows) {
        List<List<@Nullable Adapter>> seen = new ArrayList<>();
        for (RunPool pool : pools(material, settings.published() + shadows)) {
            Adapter mean = pool.mean(material.sums().whole(0));
            List<@Nullable Adapter> same = new ArrayList<>();
            material.sharers().forEach(sharer -> same.add(mean));
            seen.add(same);
        }
        return byLosses(Exposure.MEAN, material.sharers(), seen, shadows);
    }

    /** Whether an event's signature is in a user's sum. */
    List<MeasuredAttack> sums(AttackMaterial material, int shadows) {
        progress.at("attacking sums of signatures, setting", 0, 1);
        return measured(Exposure.SUM, new SignatureAttacks(material.sums()).ofSums(shadows));
    }

    /** Which of two events a published signature is of. */
    MeasuredAttack single(AttackMaterial material) {
        return MeasuredAttack.of(
                Exposure.SINGLE,
                AttackMethod.INNER_PRODUCT,
                new SignatureAttacks(material.sums()).ofSingleEvents(),
                resamples);
    }

    private List<MeasuredAttack> byLosses(
            Exposure exposure,
            List<Subject> subjects,
            List<? extends List<? extends @Nullable Adapter>> seen,
            int shadows) {
        double[][] base = losses.base(subjects);
        return measured(exposure, LossAttacks.scores(subjects, base, losses.ofRuns(subjects, seen), shadows));
    }

    private List<MeasuredAttack> measured(Exposure exposure, Map<AttackMethod, List<MembershipScore>> scores) {
        List<MeasuredAttack> measured = new ArrayList<>();
        scores.forEach((method, own) -> measured.add(MeasuredAttack.of(exposure, method, own, resamples)));
        return measured;
    }

    private List<RunPool> pools(AttackMaterial material, int runs) {
        SignatureSample sample = material.sample();
        List<RunPool> pools = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            progress.at("making pools, run", run, runs);
            pools.add(RunPool.of(
                    model,
                    material.sharers(),
                    material.adapters().get(run),
                    material.ratio(),
                    material.sketches().numbers(),
                    settings.weights(),
                    sample));
        }
        return pools;
    }

    /** Assembled from the first run's pool for the half that each run knows, [run][user]. */
    private List<List<@Nullable Adapter>> assembledAdapters(AttackMaterial material, int runs) {
        RunPool pool = pools(material, 1).get(0);
        RunSums sums = material.sums();
        List<List<@Nullable Adapter>> assembled = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            progress.at("assembling, run", run, runs);
            List<@Nullable Adapter> own = new ArrayList<>();
            for (int user = 0; user < material.asked().size(); user++) {
                own.add(pool.adapter(sums.sum(user, run)));
            }
            assembled.add(own);
        }
        return assembled;
    }

    /** How each user's questions are answered with the assembled adapters of all published runs. */
    List<Scores> answered(AttackMaterial material) {
        return answered(material.asked(), assembledAdapters(material, settings.published()));
    }

    /** How each user's questions are answered by the base model. */
    List<Scores> answeredByBase(List<Subject> users) {
        return answered(users, List.of(Arrays.asList(new @Nullable Adapter[users.size()])));
    }

    private List<Scores> answered(List<Subject> users, List<List<@Nullable Adapter>> adapters) {
        progress.at("asking, setting", 0, 1);
        Exam exam = new Exam(model);
        List<Scores> scores = new ArrayList<>();
        for (int user = 0; user < users.size(); user++) {
            List<RecordedEvent> questions = users.get(user).questions();
            Scores own = Scores.none(questions.size() * adapters.size());
            for (int run = 0; run < adapters.size(); run++) {
                for (int i = 0; i < questions.size(); i++) {
                    exam.add(questions.get(i), adapters.get(run).get(user), own, run * questions.size() + i);
                }
            }
            scores.add(own);
        }
        exam.ask();
        return scores;
    }
}

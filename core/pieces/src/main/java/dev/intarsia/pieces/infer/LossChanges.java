package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Estimates {@link LossChange}s from what an assembler has: the gates of the pool and single events of the population. With
 * a the score of an event on all of a sharer's gates, which is minus the derivative of the event's loss along the adapter,
 * and a² the empirical Fisher information in place of the second derivative, the event's loss changes by a²/2 − a.
 *
 * <p>As in a {@link SignatureSample}, no event counts for more than {@value SignatureSample#LARGEST} times the median norm.
 */
public final class LossChanges {
    private final PiecePool pool;
    private final Map<String, Double> norms = new HashMap<>();
    private final double most;
    private final Map<String, Sums> sums = new TreeMap<>();

    private LossChanges(PiecePool pool, double most) {
        this.pool = pool;
        this.most = most;
        for (ModulePool module : pool.modules().values()) {
            for (PieceGate gate : module.pieces()) {
                norms.merge(gate.sharer(), gate.norm(), Math::hypot);
            }
        }
    }

    /** Over users of their means: how many, and of both figures the sum and the sum of squares. */
    private static final class Sums {
        private int users;
        private double change;
        private double changeSquared;
        private double alignment;
        private double alignmentSquared;

        void add(double oneChange, double oneAlignment) {
            users++;
            change += oneChange;
            changeSquared += oneChange * oneChange;
            alignment += oneAlignment;
            alignmentSquared += oneAlignment * oneAlignment;
        }

        LossChange change() {
            return new LossChange(
                    change / users,
                    error(change, changeSquared),
                    alignment / users,
                    error(alignment, alignmentSquared),
                    users);
        }

        private double error(double sum, double squares) {
            double mean = sum / users;
            return users < 2
                    ? Double.POSITIVE_INFINITY
                    : Math.sqrt(Math.max(0, squares - users * mean * mean) / (users - 1) / users);
        }
    }

    /**
     * Of every sharer in a pool.
     *
     * @param population events by user; signatures are vectors per module. Those of other lengths than the gates add nothing
     */
    public static SortedMap<String, LossChange> of(
            PiecePool pool, Map<String, ? extends List<? extends Map<ModuleId, float[]>>> population) {
        LossChanges changes = new LossChanges(pool, SignatureSample.LARGEST * median(population));
        new TreeMap<>(population).forEach(changes::add);
        SortedMap<String, LossChange> all = new TreeMap<>();
        changes.sums.forEach((sharer, sum) -> all.put(sharer, sum.change()));
        return all;
    }

    private void add(String user, List<? extends Map<ModuleId, float[]>> events) {
        Map<String, double[]> means = new HashMap<>();
        for (Map<ModuleId, float[]> event : events) {
            double norm = norm(event);
            double scale = norm > most ? most / norm : 1;
            scores(event).forEach((sharer, score) -> {
                double length = norm * norms.getOrDefault(sharer, 0.0);
                double[] mean = means.computeIfAbsent(sharer, key -> new double[2]);
                double scaled = scale * score;
                mean[0] += (scaled * scaled / 2 - scaled) / events.size();
                mean[1] += length > 0 ? score / length / events.size() : 0;
            });
        }
        means.forEach((sharer, mean) -> {
            if (!sharer.equals(user)) {
                sums.computeIfAbsent(sharer, key -> new Sums()).add(mean[0], mean[1]);
            }
        });
    }

    private Map<String, Double> scores(Map<ModuleId, float[]> event) {
        Map<String, Double> scores = new HashMap<>();
        for (ModulePool module : pool.modules().values()) {
            float[] signature = event.get(module.module());
            if (signature != null && signature.length == module.length()) {
                float[] of = module.scores(signature);
                for (int i = 0; i < of.length; i++) {
                    scores.merge(module.pieces().get(i).sharer(), (double) of[i], Double::sum);
                }
            }
        }
        return scores;
    }

    private static double median(Map<String, ? extends List<? extends Map<ModuleId, float[]>>> population) {
        double[] all = population.values().stream()
                .flatMap(List::stream)
                .mapToDouble(LossChanges::norm)
                .sorted()
                .toArray();
        return all.length == 0 ? 0 : all[all.length / 2];
    }

    private static double norm(Map<ModuleId, float[]> event) {
        double squares = 0;
        for (float[] vector : event.values()) {
            for (float value : vector) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }
}

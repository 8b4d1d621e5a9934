package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
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
    private LossChanges() {}

    /**
     * Of every sharer in a pool.
     *
     * @param population events by user; signatures are vectors per module. Those of other lengths than the gates add nothing
     */
    public static SortedMap<String, LossChange> of(
            PiecePool pool, Map<String, ? extends List<? extends Map<ModuleId, float[]>>> population) {
        double most = SignatureSample.LARGEST * median(population);
        Map<String, double[]> sums = new HashMap<>();
        population.forEach((user, events) -> {
            Map<String, Double> means = means(pool, events, most);
            means.forEach((sharer, mean) -> {
                if (!sharer.equals(user)) {
                    double[] sum = sums.computeIfAbsent(sharer, key -> new double[3]);
                    sum[0]++;
                    sum[1] += mean;
                    sum[2] += mean * mean;
                }
            });
        });
        SortedMap<String, LossChange> changes = new TreeMap<>();
        sums.forEach((sharer, sum) -> changes.put(sharer, change(sum[0], sum[1], sum[2])));
        return changes;
    }

    private static LossChange change(double users, double sum, double squares) {
        double mean = sum / users;
        double variance =
                users < 2 ? Double.POSITIVE_INFINITY : Math.max(0, squares - users * mean * mean) / (users - 1);
        return new LossChange(mean, Math.sqrt(variance / users), (int) users);
    }

    /** By sharer the mean over one user's events. */
    private static Map<String, Double> means(
            PiecePool pool, List<? extends Map<ModuleId, float[]>> events, double most) {
        Map<String, Double> means = new HashMap<>();
        for (Map<ModuleId, float[]> event : events) {
            double norm = norm(event);
            double scale = norm > most ? most / norm : 1;
            scores(pool, event).forEach((sharer, score) -> {
                double scaled = scale * score;
                means.merge(sharer, (scaled * scaled / 2 - scaled) / events.size(), Double::sum);
            });
        }
        return means;
    }

    private static Map<String, Double> scores(PiecePool pool, Map<ModuleId, float[]> event) {
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
        double[] norms = population.values().stream()
                .flatMap(List::stream)
                .mapToDouble(LossChanges::norm)
                .sorted()
                .toArray();
        return norms.length == 0 ? 0 : norms[norms.length / 2];
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

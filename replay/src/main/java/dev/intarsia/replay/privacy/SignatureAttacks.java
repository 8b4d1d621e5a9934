package dev.intarsia.replay.privacy;

import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.simple.SimpleMatrix;

/** Attacks by signatures: the attacker computes the signature of an event and looks for it. */
final class SignatureAttacks {
    /** Of the mean squared norm: keeps the equations solvable where two events have almost the same signature. */
    private static final double RIDGE = 1e-6;

    private final RunSums sums;

    SignatureAttacks(RunSums sums) {
        this.sums = sums;
    }

    /**
     * Whether events are in their user's sum, in the published runs. Least squares knows all events that may be in it, LiRA
     * besides the sums of other halves of them; the inner product knows the event alone.
     *
     * @param shadows how many shadow runs LiRA uses; 0 for no LiRA
     */
    Map<AttackMethod, List<MembershipScore>> ofSums(int shadows) {
        Map<AttackMethod, List<MembershipScore>> scores = new EnumMap<>(AttackMethod.class);
        for (int subject = 0; subject < sums.subjects().size(); subject++) {
            Halves halves = sums.subjects().get(subject).halves();
            double[][] known = known(subject);
            int published = halves.published();
            double[][] products = new double[published + shadows][];
            double[] norms = new double[published + shadows];
            for (int run = 0; run < products.length; run++) {
                double[] sum = flat(vectors(subject, run));
                products[run] = products(known, sum);
                norms[run] = Math.sqrt(product(sum, sum));
            }
            for (int run = 0; run < published; run++) {
                double[] cosines = new double[known.length];
                for (int event = 0; event < known.length; event++) {
                    double both = norms[run] * Math.sqrt(product(known[event], known[event]));
                    cosines[event] = both == 0 ? 0 : products[run][event] / both;
                }
                double variance = sums.noise().variance(known.length / 2);
                add(scores, AttackMethod.INNER_PRODUCT, subject, run, cosines);
                add(scores, AttackMethod.LEAST_SQUARES, subject, run, leastSquares(known, products[run], variance));
            }
            if (shadows > 0) {
                double[][] ratios = LikelihoodRatio.scores(perSquare(known, products), halves, shadows);
                for (int run = 0; run < published; run++) {
                    add(scores, AttackMethod.LIRA, subject, run, ratios[run]);
                }
            }
        }
        return scores;
    }

    /** Whether a published signature of one event is that of an event, or of the same user's next one. */
    List<MembershipScore> ofSingleEvents() {
        List<MembershipScore> scores = new ArrayList<>();
        for (int subject = 0; subject < sums.subjects().size(); subject++) {
            double[][] known = known(subject);
            for (int event = 0; event < known.length; event++) {
                double[] published = flat(sums.published(subject, 0, event));
                double[] other = known[(event + 1) % known.length];
                scores.add(new MembershipScore(subject, true, cosine(known[event], published)));
                scores.add(new MembershipScore(subject, false, cosine(other, published)));
            }
        }
        return scores;
    }

    /**
     * Which of the events are in a sum: the best linear estimate of 0 or 1 for each, both as likely beforehand.
     *
     * @param known the events' vectors
     * @param products of each of them with the sum
     * @param variance of the noise on each of the sum's numbers
     */
    static double[] leastSquares(double[][] known, double[] products, double variance) {
        int events = known.length;
        SimpleMatrix gram = new SimpleMatrix(events, events);
        double squares = 0;
        for (int i = 0; i < events; i++) {
            for (int j = 0; j <= i; j++) {
                double product = product(known[i], known[j]);
                gram.set(i, j, product);
                gram.set(j, i, product);
            }
            squares += gram.get(i, i);
        }
        SimpleMatrix right = new SimpleMatrix(events, 1);
        for (int i = 0; i < events; i++) {
            double half = 0;
            for (int j = 0; j < events; j++) {
                half += gram.get(i, j) / 2;
            }
            right.set(i, 0, products[i] - half);
        }
        // A number that is 0 or 1 has a variance of 1/4.
        double ridge = Math.max(4 * variance, Math.max(RIDGE * squares / events, Double.MIN_NORMAL));
        SimpleMatrix solution =
                gram.plus(SimpleMatrix.identity(events).scale(ridge)).solve(right);
        double[] estimates = new double[events];
        for (int i = 0; i < events; i++) {
            estimates[i] = 0.5 + solution.get(i, 0);
        }
        return estimates;
    }

    /** [event][number], as an attacker computes them. */
    private double[][] known(int subject) {
        int events = sums.subjects().get(subject).halves().events();
        double[][] known = new double[events][];
        for (int event = 0; event < events; event++) {
            known[event] = flat(sums.known(subject, event));
        }
        return known;
    }

    private Map<ModuleId, float[]> vectors(int subject, int run) {
        Map<ModuleId, float[]> vectors = new TreeMap<>();
        sums.sum(subject, run).forEach(vectors::put);
        return vectors;
    }

    private void add(
            Map<AttackMethod, List<MembershipScore>> scores, AttackMethod method, int subject, int run, double[] own) {
        Halves halves = sums.subjects().get(subject).halves();
        List<MembershipScore> all = scores.computeIfAbsent(method, asked -> new ArrayList<>());
        for (int event = 0; event < own.length; event++) {
            all.add(new MembershipScore(subject, halves.in(run, event), own[event]));
        }
    }

    private static double[][] perSquare(double[][] known, double[][] products) {
        double[][] shares = new double[products.length][known.length];
        for (int event = 0; event < known.length; event++) {
            double square = product(known[event], known[event]);
            for (int run = 0; run < products.length; run++) {
                shares[run][event] = square == 0 ? 0 : products[run][event] / square;
            }
        }
        return shares;
    }

    private static double[] products(double[][] known, double[] sum) {
        double[] products = new double[known.length];
        for (int event = 0; event < known.length; event++) {
            products[event] = product(known[event], sum);
        }
        return products;
    }

    private static double cosine(double[] one, double[] other) {
        double both = Math.sqrt(product(one, one) * product(other, other));
        return both == 0 ? 0 : product(one, other) / both;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double[] flat(Map<ModuleId, float[]> vectors) {
        double[] flat = new double
                [vectors.values().stream().mapToInt(vector -> vector.length).sum()];
        int next = 0;
        for (float[] vector : new TreeMap<>(vectors).values()) {
            for (float value : vector) {
                flat[next++] = value;
            }
        }
        return flat;
    }
}

package dev.intarsia.pieces.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lloyd's k-means with seeded k-means++ starts (Arthur and Vassilvitskii 2007). The same points in the same order, seed
 * and starts give the same clusters.
 *
 * @param clusters how many clusters, at least 1
 * @param seed of the starts
 * @param rounds how many rounds at most; it ends sooner when no point moves
 */
public record KMeans(int clusters, long seed, int rounds) {
    public KMeans {
        if (clusters < 1 || rounds < 1) {
            throw new IllegalArgumentException(
                    "Clustering needs at least one cluster and one round, not " + clusters + " and " + rounds + ".");
        }
    }

    /** Clusters points from k-means++ starts. */
    public Clustering of(List<float[]> points) {
        return of(points, List.of());
    }

    /**
     * Clusters points, starting from known centers first, so that clusters keep their numbers from one time to the
     * next.
     *
     * @param points all of one length; at least as many as clusters
     * @param starts the first centers, at most as many as clusters; the others are chosen by k-means++
     */
    public Clustering of(List<float[]> points, List<float[]> starts) {
        if (points.size() < clusters || starts.size() > clusters) {
            throw new IllegalArgumentException(clusters + " clusters need as many points and no more starts, not "
                    + points.size() + " points and " + starts.size() + " starts.");
        }
        List<float[]> centers = starts(points, starts);
        int[] nearest = new int[points.size()];
        Arrays.fill(nearest, -1);
        for (int round = 0; round < rounds; round++) {
            int[] moved = nearest(points, centers);
            if (Arrays.equals(moved, nearest)) {
                break;
            }
            nearest = moved;
            centers = means(points, nearest, centers);
        }
        return new Clustering(Arrays.stream(nearest).boxed().toList(), centers);
    }

    private List<float[]> starts(List<float[]> points, List<float[]> given) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> centers = new ArrayList<>(given);
        if (centers.isEmpty()) {
            centers.add(points.get((int) (random.nextDouble() * points.size())));
        }
        double[] distances = new double[points.size()];
        Arrays.setAll(distances, i -> distanceToNearest(points.get(i), centers));
        while (centers.size() < clusters) {
            float[] chosen = points.get(drawn(distances, random.nextDouble()));
            centers.add(chosen);
            Arrays.setAll(distances, i -> Math.min(distances[i], squaredDistance(points.get(i), chosen)));
        }
        return centers;
    }

    private static double distanceToNearest(float[] point, List<float[]> centers) {
        return squaredDistance(point, centers.get(nearest(point, centers)));
    }

    /** The index at which the running sum of weights passes {@code draw} of the whole. */
    private static int drawn(double[] weights, double draw) {
        double left = draw * Arrays.stream(weights).sum();
        int index = 0;
        while (index < weights.length - 1 && left >= weights[index]) {
            left -= weights[index];
            index++;
        }
        return index;
    }

    private static int[] nearest(List<float[]> points, List<float[]> centers) {
        return points.stream().mapToInt(point -> nearest(point, centers)).toArray();
    }

    private static int nearest(float[] point, List<float[]> centers) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centers.size(); c++) {
            double distance = squaredDistance(point, centers.get(c));
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    /** A cluster that lost all its points keeps its center. */
    private static List<float[]> means(List<float[]> points, int[] nearest, List<float[]> centers) {
        List<float[]> means = new ArrayList<>();
        for (int c = 0; c < centers.size(); c++) {
            double[] sum = new double[centers.get(c).length];
            int members = 0;
            for (int i = 0; i < nearest.length; i++) {
                if (nearest[i] == c) {
                    members++;
                    for (int j = 0; j < sum.length; j++) {
                        sum[j] += points.get(i)[j];
                    }
                }
            }
            means.add(members == 0 ? centers.get(c) : divided(sum, members));
        }
        return means;
    }

    private static float[] divided(double[] sum, int members) {
        float[] mean = new float[sum.length];
        for (int j = 0; j < mean.length; j++) {
            mean[j] = (float) (sum[j] / members);
        }
        return mean;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }
}

package dev.intarsia.pieces.cluster;

import java.util.List;

/**
 * Points in groups.
 *
 * @param clusters per point, in the order given, the number of its cluster, from 0
 * @param centers the clusters' means
 */
public record Clustering(List<Integer> clusters, List<float[]> centers) {
    public Clustering {
        clusters = List.copyOf(clusters);
        centers = List.copyOf(centers);
    }
}

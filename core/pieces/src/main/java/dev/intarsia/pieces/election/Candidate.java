package dev.intarsia.pieces.election;

import dev.intarsia.pieces.cluster.BehaviorEmbedding;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.Arrays;

/**
 * What an election knows of a consenting user.
 *
 * @param events length of the history when announced
 * @param shareRatio share of the modules that may become pieces
 * @param embedding the user's behavior as a point; copied in and out
 */
public record Candidate(long events, double shareRatio, float[] embedding) {
    private static final int EMBEDDING = 64;

    public Candidate {
        embedding = embedding.clone();
    }

    /**
     * A candidate as the signature shows the user.
     *
     * @param baseModel fingerprint of the base model the signature is of
     */
    public static Candidate of(SignatureSum signature, String baseModel, double shareRatio) {
        return new Candidate(signature.events(), shareRatio, BehaviorEmbedding.of(signature, baseModel, EMBEDDING));
    }

    @Override
    public float[] embedding() {
        return embedding.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate that
                && events == that.events
                && Double.compare(shareRatio, that.shareRatio) == 0
                && Arrays.equals(embedding, that.embedding);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(events) * 31 + Arrays.hashCode(embedding);
    }
}

package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.cluster.BehaviorEmbedding;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole adapter of the one sharer who behaves most like the user (PEFT retrieval, as Per-Pcs, arXiv 2406.10471,
 * compares with). Likeness is the cosine of behavior embeddings, the same that elections cluster by.
 */
final class NearestAdapters implements UserAdapters {
    private static final int EMBEDDING = 64;

    private final ReplayModel model;
    private final SharedPool pool;
    private final StandingSignatures signatures;
    private final SortedMap<String, float[]> embeddings = new TreeMap<>();

    NearestAdapters(ReplayModel model, PoolRules rules, SharedPool pool, FlopMeter meter) {
        this.model = model;
        this.pool = pool;
        this.signatures = StandingSignatures.of(model, rules, meter);
        pool.sharers().forEach((user, sharer) -> embeddings.put(user, embedding(sharer.signature())));
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        signatures.learn(TrainingEvents.plain(model, events));
    }

    /** The nearest sharer's; nothing for a user of whom nothing is known. */
    @Override
    public Optional<Adapter> of(String user) {
        return nearest(user).map(Sharer::adapter);
    }

    Optional<Sharer> nearest(String user) {
        SignatureSum signature = signatures.of(user);
        if (signature.events() == 0) {
            return Optional.empty();
        }
        float[] own = embedding(signature);
        Sharer nearest = null;
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, float[]> sharer : embeddings.entrySet()) {
            double likeness = dot(own, sharer.getValue());
            if (likeness > best) {
                best = likeness;
                nearest = pool.sharers().get(sharer.getKey());
            }
        }
        return Optional.ofNullable(nearest);
    }

    private float[] embedding(SignatureSum signature) {
        return BehaviorEmbedding.of(signature, model.model().fingerprint(), EMBEDDING);
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(signatures.bytes(), pool.bytes());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        signatures.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        signatures.read(in);
    }

    @Override
    public void close() {
        signatures.close();
    }
}

package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.cluster.BehaviorEmbedding;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Kept;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole adapter of the one sharer who behaves most like the user (PEFT retrieval, as Per-Pcs, arXiv 2406.10471,
 * compares with). Likeness is the cosine of behavior embeddings, the same that elections cluster by.
 */
public final class NearestSharerMethod implements Method {
    private static final int EMBEDDING = 64;

    private final PoolSource source;
    private final FlopMeter meter = new FlopMeter();
    private final StandingSignatures signatures;
    private final AdapterAnswers answers;
    private final ReplayModel model;
    private final SortedMap<String, float[]> embeddings = new TreeMap<>();
    private @Nullable SharedPool pool;
    private Work borrowed = Work.NONE;

    /** @param source of the pool, which several methods may share */
    public NearestSharerMethod(ReplayModel model, AssemblerConfig config, PoolSource source) {
        this.model = requireNonNull(model);
        this.source = requireNonNull(source);
        this.signatures = new StandingSignatures(model, AssemblerSettings.decay(config.signatures()), meter);
        this.answers = new AdapterAnswers(model, meter);
    }

    @Override
    public String name() {
        return "peft-retrieval";
    }

    @Override
    public void prepare(Population population) {
        PoolSource.Drawn drawn = source.draw(population, meter);
        pool = drawn.pool();
        borrowed = drawn.borrowed();
        drawn.pool().sharers().forEach((user, sharer) -> embeddings.put(user, embedding(sharer.signature())));
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return answers.answer(questions, this::adapter);
    }

    @Override
    public List<Double> surprise(List<Question> questions, List<String> golds) {
        return answers.surprise(questions, golds, this::adapter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        signatures.learn(Arrivals.of(model, events));
    }

    /** The nearest sharer's; nothing for a user of whom nothing is known. */
    private Optional<Adapter> adapter(String user) {
        return nearest(user).map(sharer -> sharer.adapter());
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
                nearest = pool().sharers().get(sharer.getKey());
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

    private SharedPool pool() {
        return requireNonNull(pool, "prepare comes before questions");
    }

    @Override
    public double flops() {
        return meter.flops();
    }

    @Override
    public Work borrowed() {
        return borrowed;
    }

    @Override
    public Kept kept() {
        return new Kept(signatures.bytes(), pool().bytes());
    }

    @Override
    public void close() {
        signatures.close();
    }
}

package dev.intarsia.benchmarks;

import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.SignatureCodec;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one signature costs the assembler, apart from Kafka: its sum, its scores, its coefficients. The baseline computes
 * the same ridge weights without what is kept per pool.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AssembleBenchmark {
    private static final RidgeWeights RIDGE = new RidgeWeights(0.1, 1, 4, 0);

    @Param("6")
    int layers;

    @Param("256")
    int sketch;

    @Param("50")
    int sharers;

    private final SplittableRandom random = new SplittableRandom(1);
    private Map<ModuleId, float[]> signature;
    private SignatureSum standing;
    private byte[] stored;
    private PiecePool pool;
    private PieceGate changed;
    private Assembler ridge;
    private Assembler paper;

    @Setup
    public void prepare() {
        signature = signature();
        standing = SignatureSum.empty().add(signature(), Decay.none()).add(signature(), Decay.none());
        stored = SignatureCodec.write(standing);
        List<PieceGate> pieces = new ArrayList<>();
        for (int sharer = 0; sharer < sharers; sharer++) {
            for (ModuleId module : signature.keySet()) {
                pieces.add(piece("sharer-" + sharer, module, 1));
            }
        }
        pool = PiecePool.empty("base", GateKind.GRADIENT).with(pieces, List.of());
        changed = piece("sharer-0", signature.keySet().iterator().next(), 2);
        ridge = Assembler.of(pool, RIDGE);
        paper = Assembler.of(pool, new PaperWeights(3));
    }

    private Map<ModuleId, float[]> signature() {
        Map<ModuleId, float[]> vectors = new TreeMap<>();
        for (int layer = 0; layer < layers; layer++) {
            vectors.put(new ModuleId(layer, Projection.Q), vector());
            vectors.put(new ModuleId(layer, Projection.V), vector());
        }
        return vectors;
    }

    private PieceGate piece(String sharer, ModuleId module, long version) {
        return new PieceGate(
                new PieceId(sharer, module), version, "base", GateKind.GRADIENT, sharer + version, vector());
    }

    private float[] vector() {
        float[] vector = new float[sketch];
        for (int i = 0; i < sketch; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** Baseline: the Gram matrices and their inverses are computed for every user. */
    @Benchmark
    public Assembly ridgeWithNothingKept() {
        return Assembler.of(pool, RIDGE).assemble(standing);
    }

    @Benchmark
    public Assembly ridge() {
        return ridge.assemble(standing);
    }

    @Benchmark
    public Assembly paper() {
        return paper.assemble(standing);
    }

    /** All that is done between reading a user's state and writing it. */
    @Benchmark
    public byte[] wholeSignature() {
        SignatureSum sum = SignatureCodec.read(stored).add(signature, Decay.none());
        Assembly assembly = ridge.assemble(sum);
        return assembly.digest().isEmpty() ? stored : SignatureCodec.write(sum);
    }

    /** One sharer's new piece at one module: that module's Gram matrix and inverse, and the pool's version. */
    @Benchmark
    public Assembler onePieceChanges() {
        return ridge.on(pool.with(List.of(changed), List.of()));
    }
}

package dev.intarsia.replay.privacy;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.UniformWeights;
import dev.intarsia.pieces.assemble.Weights;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.pool.ModuleShare;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.pool.Sharer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pieces that all sharers publish in one run, and what is assembled from them. */
final class RunPool {
    private final SharedPool from;
    private final Assembler assembler;
    private final SignatureSample sample;

    private RunPool(SharedPool from, PiecePool gates, Weights weights, SignatureSample sample) {
        this.from = from;
        this.sample = sample;
        this.assembler = Assembler.of(gates, weights, sample);
    }

    /**
     * A pool.
     *
     * @param adapters one for each sharer
     * @param ratio of its modules that each sharer shares
     * @param sketch numbers of a gate, as of the signatures that are assembled for
     * @param sample of the population's events
     */
    static RunPool of(
            ReplayModel model,
            List<Subject> sharers,
            List<Adapter> adapters,
            double ratio,
            int sketch,
            Weights weights,
            SignatureSample sample) {
        AdapterLayout layout = model.model().layout();
        GradientGates gates = new GradientGates(model.model().fingerprint(), layout, sketch);
        List<Sharer> pool = new ArrayList<>();
        List<PieceId> gone = new ArrayList<>();
        for (int i = 0; i < adapters.size(); i++) {
            String user = sharers.get(i).user();
            Adapter adapter = adapters.get(i);
            Map<ModuleId, float[]> own = new TreeMap<>();
            layout.modules().forEach(shape -> own.put(shape.id(), gates.of(shape.id(), adapter.weights(shape.id()))));
            pool.add(new Sharer(user, 1, adapter, SignatureSum.empty(), own));
            Set<ModuleId> shared = ModuleShare.of(layout, user, ratio);
            layout.modules().stream()
                    .filter(shape -> !shared.contains(shape.id()))
                    .forEach(shape -> gone.add(new PieceId(user, shape.id())));
        }
        SharedPool whole = SharedPool.of(model.model().fingerprint(), layout, GateKind.GRADIENT, pool, sample);
        return new RunPool(whole, whole.gates().with(List.of(), gone), weights, sample);
    }

    /** What a sharer publishes of an adapter: a share of its modules; the others add nothing. */
    static Adapter published(Adapter adapter, String sharer, double ratio) {
        Map<ModuleId, List<Weighted>> shared = new TreeMap<>();
        ModuleShare.of(adapter.layout(), sharer, ratio)
                .forEach(module -> shared.put(module, List.of(new Weighted(adapter.weights(module), 1))));
        return Adapter.sum(adapter.layout(), shared);
    }

    Assembly assembly(SignatureSum signature) {
        return assembler.assemble(signature);
    }

    /** The adapter assembled for a signature; null where nothing is assembled, so that the base model answers. */
    @Nullable
    Adapter adapter(SignatureSum signature) {
        return composed(assembly(signature));
    }

    @Nullable
    Adapter composed(Assembly assembly) {
        return assembly.modules().isEmpty() ? null : from.compose(assembly);
    }

    /** The mean of all pieces. */
    @Nullable
    Adapter mean(SignatureSum anybody) {
        return composed(
                Assembler.of(assembler.pool(), new UniformWeights(), sample).assemble(anybody));
    }
}

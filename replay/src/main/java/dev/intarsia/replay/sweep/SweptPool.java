package dev.intarsia.replay.sweep;

import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.pool.ModuleShare;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.pool.Sharer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** All trained sharers of one group, and the pools that some of their pieces make. */
final class SweptPool {
    private final ReplayModel model;
    private final List<Sharer> sharers;
    private final SharedPool whole;
    private final Map<Integer, PiecePool> first = new HashMap<>();

    /** @param sharers those who share first come first */
    SweptPool(ReplayModel model, List<Sharer> sharers) {
        this.model = model;
        this.sharers = List.copyOf(sharers);
        this.whole = shared(sharers, SignatureSample.none());
    }

    private SharedPool shared(Collection<Sharer> of, SignatureSample sample) {
        return SharedPool.of(
                model.model().fingerprint(),
                model.model().layout(),
                model.recipe().gates().kind(),
                of,
                sample);
    }

    /** Everybody with every piece: an adapter of any part of the pool is composed from it. */
    SharedPool whole() {
        return whole;
    }

    int size() {
        return sharers.size();
    }

    /** The first sharers as a pool of their own, with others beside them. */
    SharedPool first(int count, Collection<Sharer> others, SignatureSample sample) {
        List<Sharer> some = new ArrayList<>(first(sharers, count));
        some.addAll(others);
        return shared(some, sample);
    }

    /** The gates of the first sharers; the same number gives the same object. */
    PiecePool first(int count) {
        return first.computeIfAbsent(count, asked -> {
            Set<String> kept = new HashSet<>();
            first(sharers, asked).forEach(sharer -> kept.add(sharer.user()));
            return without(whole.gates(), piece -> !kept.contains(piece.sharer()));
        });
    }

    List<Sharer> sharers(int count) {
        return first(sharers, count);
    }

    private static <T> List<T> first(List<T> all, int count) {
        return all.subList(0, Math.min(count, all.size()));
    }

    /**
     * The pool where each sharer shares only a share of the modules, rounded down, drawn as the trainer draws them.
     *
     * @param ratio above 0, at most 1
     */
    PiecePool sharing(PiecePool pool, double ratio) {
        Set<PieceId> shared = new HashSet<>();
        for (Sharer sharer : sharers) {
            ModuleShare.of(model.model().layout(), sharer.user(), ratio)
                    .forEach(module -> shared.add(new PieceId(sharer.user(), module)));
        }
        return without(pool, piece -> !shared.contains(piece.id()));
    }

    private static PiecePool without(PiecePool pool, Predicate<PieceGate> dropped) {
        List<PieceId> gone = new ArrayList<>();
        pool.modules()
                .values()
                .forEach(module -> module.pieces().stream()
                        .filter(dropped)
                        .map(PieceGate::id)
                        .forEach(gone::add));
        return pool.with(List.of(), gone);
    }
}

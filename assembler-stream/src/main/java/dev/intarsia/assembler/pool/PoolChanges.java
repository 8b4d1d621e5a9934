package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares a pool with the one before it. */
final class PoolChanges {
    private PoolChanges() {}

    /**
     * What is different.
     *
     * @param touched the pieces that may be
     */
    static PoolChange between(
            PiecePool before, PiecePool after, Set<PieceId> touched, long generation, boolean everybody) {
        Set<PieceId> gone = new HashSet<>();
        Set<PieceId> replaced = new HashSet<>();
        Set<PieceId> arrived = new HashSet<>();
        for (PieceId id : touched) {
            Optional<PieceGate> earlier = find(before, id);
            Optional<PieceGate> now = find(after, id);
            if (earlier.isPresent() && now.isEmpty()) {
                gone.add(id);
            } else if (earlier.isEmpty() && now.isPresent()) {
                arrived.add(id);
            } else if (!earlier.equals(now)) {
                replaced.add(id);
            }
        }
        double squaredGates = Stream.concat(replaced.stream(), arrived.stream())
                .mapToDouble(id -> squaredNorm(after, id))
                .sum();
        return new PoolChange(generation, gone, replaced, arrived, squaredGates, everybody);
    }

    private static double squaredNorm(PiecePool pool, PieceId id) {
        return find(pool, id).map(piece -> piece.score(piece.gate())).orElse(0.0);
    }

    private static Optional<PieceGate> find(PiecePool pool, PieceId id) {
        ModulePool module = pool.modules().get(id.module());
        return module == null ? Optional.empty() : module.find(id.sharer());
    }
}

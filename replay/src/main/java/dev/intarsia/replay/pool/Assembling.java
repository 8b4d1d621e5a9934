package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.Optional;

/** Fits an adapter together for a signature, from one pool and by the assembler's settings. */
final class Assembling {
    /** A coefficient with its piece's version, as an assignment holds them; the sharer's name comes on top. */
    private static final long BYTES_PER_PIECE = Float.BYTES + Long.BYTES;

    private final SharedPool pool;
    private final Assembler assembler;

    Assembling(SharedPool pool, PoolRules rules) {
        this.pool = pool;
        this.assembler = Assembler.of(pool.gates(), rules.weights(), pool.sample());
    }

    SharedPool pool() {
        return pool;
    }

    /** Nothing where no piece fits: the gateway then answers with the base model. */
    Optional<Adapter> adapter(SignatureSum signature) {
        return assembly(signature).map(pool::compose);
    }

    /** What is assembled for a signature; nothing where no piece fits. */
    Optional<Assembly> assembly(SignatureSum signature) {
        return Optional.of(assembler.assemble(signature))
                .filter(assembly -> !assembly.modules().isEmpty());
    }

    /** Bytes of the assignment of a signature. */
    long bytes(SignatureSum signature) {
        return assembler.assemble(signature).modules().stream()
                .flatMap(module -> module.pieces().stream())
                .mapToLong(piece -> BYTES_PER_PIECE + piece.sharer().length())
                .sum();
    }
}

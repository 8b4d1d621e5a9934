package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.pool.PooledPiece;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.topic.ModuleKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pieces of one assembled adapter with their weights. */
final class AdapterComposer {
    private record Part(ModuleKey key, PooledPiece piece, float weight) {}

    private final Map<String, ModuleShape> shapes = new HashMap<>();
    private final int rank;
    private final List<Part> parts = new ArrayList<>();

    AdapterComposer(AdapterLayout layout) {
        layout.modules().forEach(shape -> shapes.put(shape.id().toString(), shape));
        rank = layout.rank();
    }

    /** @return false where the layout has no such module or another length of weights there */
    boolean add(ModuleKey key, PooledPiece piece, float weight) {
        boolean fits = Optional.ofNullable(shapes.get(key.module()))
                .filter(shape -> (long) shape.outputs() * rank == piece.weights().length)
                .isPresent();
        if (fits) {
            parts.add(new Part(key, piece, weight));
        }
        return fits;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    Map<ModuleId, List<Weighted>> weighted() {
        Map<ModuleId, List<Weighted>> modules = new HashMap<>();
        for (Part part : parts) {
            modules.computeIfAbsent(ModuleId.parse(part.key().module()), absent -> new ArrayList<>())
                    .add(new Weighted(part.piece().weights(), part.weight()));
        }
        return modules;
    }

    /** SHA-256 over which pieces enter, in which version and with which weight, hexadecimal. */
    String digest() {
        Sha256 digest = new Sha256();
        for (Part part : parts) {
            digest.text(part.key().toString()).text(part.piece().digest()).number(part.weight());
        }
        return digest.hex();
    }
}

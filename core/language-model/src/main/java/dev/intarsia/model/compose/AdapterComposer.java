package dev.intarsia.model.compose;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pieces of one assembled adapter with their weights. Not thread-safe. */
public final class AdapterComposer {
    private record Part(String sharer, String module, PooledPiece piece, float weight) {}

    private final AdapterLayout layout;
    private final Map<String, ModuleShape> shapes = new HashMap<>();
    private final int rank;
    private final List<Part> parts = new ArrayList<>();

    public AdapterComposer(AdapterLayout layout) {
        this.layout = layout;
        layout.modules().forEach(shape -> shapes.put(shape.id().toString(), shape));
        rank = layout.rank();
    }

    /**
     * Adds a piece.
     *
     * @param module as records name it
     * @return false where the layout has no such module or another length of weights there
     */
    public boolean add(String sharer, String module, PooledPiece piece, float weight) {
        boolean fits = Optional.ofNullable(shapes.get(module))
                .filter(shape -> (long) shape.outputs() * rank == piece.weights().length)
                .isPresent();
        if (fits) {
            parts.add(new Part(sharer, module, piece, weight));
        }
        return fits;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The weighted sum of the pieces. */
    public Adapter adapter() {
        return Adapter.sum(layout, weighted());
    }

    private Map<ModuleId, List<Weighted>> weighted() {
        Map<ModuleId, List<Weighted>> modules = new HashMap<>();
        for (Part part : parts) {
            modules.computeIfAbsent(ModuleId.parse(part.module()), absent -> new ArrayList<>())
                    .add(new Weighted(part.piece().weights(), part.weight()));
        }
        return modules;
    }

    /** SHA-256 over which pieces enter, in which version and with which weight, hexadecimal. */
    public String digest() {
        Sha256 digest = new Sha256();
        for (Part part : parts) {
            digest.text(part.sharer() + "/" + part.module())
                    .text(part.piece().digest())
                    .number(part.weight());
        }
        return digest.hex();
    }
}

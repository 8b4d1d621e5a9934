package dev.intarsia.gateway.serving;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.compose.PooledPiece;
import org.jspecify.annotations.Nullable;

/**
 * What fits this gateway's base model.
 *
 * @param baseModel its fingerprint
 * @param layout of its adapters
 * @param refusals counts what does not fit
 */
public record AdapterCompatibility(String baseModel, AdapterLayout layout, Refusals refusals) {
    /** True for a piece that an assembled adapter may contain at a module; counts nothing. */
    public boolean usable(String module, PooledPiece piece) {
        return assembles()
                && piece.fits(baseModel, layout)
                && layout.modules().stream()
                        .anyMatch(shape -> shape.id().toString().equals(module)
                                && layout.sizeOfB(shape) == piece.weights().length);
    }

    /** True for a user's own weights of this method, made for this base model in this layout; counts those that are not. */
    boolean accepts(String otherBase, String method, int rank, double alpha) {
        if (!accepts(otherBase)) {
            return false;
        }
        if (!method.equals(layout.method().text())) {
            refuse(AdapterRefusal.LAYOUT);
            return false;
        }
        return accepts(otherBase, rank, alpha);
    }

    /** Whether adapters can be assembled here: pieces are parts of LoRAs. */
    boolean assembles() {
        return layout.form().isLora();
    }

    /** True for weights made for this base model in this layout; counts those that are not. */
    boolean accepts(String otherBase, int rank, double alpha) {
        if (!accepts(otherBase)) {
            return false;
        }
        if (rank != layout.rank() || alpha != layout.alpha()) {
            refuse(AdapterRefusal.LAYOUT);
            return false;
        }
        return true;
    }

    boolean accepts(String otherBase) {
        if (!baseModel.equals(otherBase)) {
            refuse(AdapterRefusal.BASE_MODEL);
            return false;
        }
        return true;
    }

    /** True for the one who asked; counts what belongs to another. */
    boolean belongs(String owner, String user) {
        if (!owner.equals(user)) {
            refuse(AdapterRefusal.OWNER);
            return false;
        }
        return true;
    }

    /** Null, and counted, for weights that would answer nothing but errors. */
    @Nullable
    Adapter finite(Adapter adapter) {
        if (!adapter.values().finite()) {
            refuse(AdapterRefusal.NOT_FINITE);
            return null;
        }
        return adapter;
    }

    void refuse(AdapterRefusal refusal) {
        refusals.count(refusal);
    }
}

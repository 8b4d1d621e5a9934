package dev.intarsia.gateway.serving;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.topology.RecordFit;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is made for this gateway's base model, in its shape, and is what its digest says.
 *
 * @param baseModel the model's fingerprint
 * @param layout of its adapters
 */
public record ModelFit(String baseModel, AdapterLayout layout) implements RecordFit {
    public ModelFit {
        requireNonNull(baseModel);
        requireNonNull(layout);
    }

    @Override
    public Optional<RecordRefusal> refusal(AdapterModule version, Map<String, byte[]> weights) {
        Optional<RecordRefusal> other = refusal(version.getBaseModel(), version.getRank(), version.getAlpha());
        if (other.isPresent()) {
            return other;
        }
        Adapter adapter;
        try {
            Map<ModuleId, byte[]> modules = new HashMap<>();
            weights.forEach((module, bytes) -> modules.put(ModuleId.parse(module), bytes));
            adapter = Adapter.ofBytes(layout, modules);
        } catch (IllegalArgumentException e) {
            return Optional.of(new RecordRefusal(RefusalReason.SHAPE, String.valueOf(e.getMessage())));
        }
        return adapter.digest().equals(version.getDigest())
                ? Optional.empty()
                : Optional.of(new RecordRefusal(
                        RefusalReason.DIGEST,
                        "The weights of version " + version.getVersion() + " of user '" + version.getUser()
                                + "' do not have its digest."));
    }

    @Override
    public Optional<RecordRefusal> refusal(Piece piece) {
        return refusal(piece.getBaseModel(), piece.getRank(), piece.getAlpha()).or(() -> {
            int numbers = piece.getWeights().remaining() / Float.BYTES;
            boolean fits = layout.modules().stream()
                    .anyMatch(shape -> shape.id().text().equals(piece.getModule()) && layout.sizeOfB(shape) == numbers);
            return fits
                    ? Optional.empty()
                    : Optional.of(new RecordRefusal(
                            RefusalReason.SHAPE,
                            "The base model has no module " + piece.getModule() + " of " + numbers + " numbers."));
        });
    }

    private Optional<RecordRefusal> refusal(String otherBase, int rank, double alpha) {
        if (!baseModel.equals(otherBase)) {
            return Optional.of(new RecordRefusal(
                    RefusalReason.BASE_MODEL,
                    "It is of base model " + otherBase + " where " + baseModel + " is loaded."));
        }
        return rank == layout.rank() && alpha == layout.alpha()
                ? Optional.empty()
                : Optional.of(new RecordRefusal(
                        RefusalReason.SHAPE,
                        "It has rank " + rank + " and alpha " + alpha + " where " + layout.rank() + " and "
                                + layout.alpha() + " are set."));
    }
}

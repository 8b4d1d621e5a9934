package dev.intarsia.trainer.wire;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.ScoredEvent;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scored events as records of {@code signatures}.
 *
 * @param baseModel fingerprint of the base model
 * @param kind what their signatures are
 */
public record SignatureRecords(String baseModel, GateKind kind) {
    public SignatureRecords {
        requireNonNull(baseModel);
        requireNonNull(kind);
    }

    /** The record of one event. */
    public EventSignature of(ScoredEvent scored) {
        TrainingEvent arrival = scored.arrival();
        List<ModuleSignature> modules = scored.signature().sketches().entrySet().stream()
                .map(entry -> new ModuleSignature(entry.getKey().text(), LittleEndianFloats.encode(entry.getValue())))
                .toList();
        return new EventSignature(
                arrival.user(),
                arrival.event().eventId(),
                arrival.time(),
                arrival.event().ingestedAt(),
                arrival.task(),
                baseModel,
                scored.signature().loss(),
                finiteOrNull(scored.ownLoss()),
                scored.ownVersion(),
                modules,
                false,
                dev.intarsia.schemas.avro.GateKind.valueOf(kind.name()));
    }

    /** A loss that is no number says no more than none. */
    private static @Nullable Double finiteOrNull(@Nullable Double loss) {
        return loss == null || !Double.isFinite(loss) ? null : loss;
    }
}

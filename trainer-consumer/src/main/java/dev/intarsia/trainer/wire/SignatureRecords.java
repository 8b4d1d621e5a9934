package dev.intarsia.trainer.wire;

import dev.intarsia.oppu.learn.ScoredEvent;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scored events as records of {@code signatures}. */
public final class SignatureRecords {
    private SignatureRecords() {}

    /** @param baseModel fingerprint of the base model */
    public static EventSignature of(ScoredEvent scored, String baseModel) {
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
                false);
    }

    /** A loss that is no number says no more than none. */
    private static @Nullable Double finiteOrNull(@Nullable Double loss) {
        return loss == null || !Double.isFinite(loss) ? null : loss;
    }
}

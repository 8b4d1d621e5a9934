package dev.intarsia.trainer.wire;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.oppu.learn.ScoredEvent;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scored events, and events that are taken out again, as records of {@code signatures}.
 *
 * @param baseModel fingerprint of the base model
 * @param kind what their signatures are
 * @param method of users' adapters
 */
public record SignatureRecords(String baseModel, GateKind kind, TuningMethod method) {
    public SignatureRecords {
        requireNonNull(baseModel);
        requireNonNull(kind);
        requireNonNull(method);
    }

    /** The record of one event. */
    public EventSignature of(ScoredEvent scored) {
        return of(scored.arrival(), scored.signature())
                .setOwnLoss(finiteOrNull(scored.ownLoss()))
                .setOwnVersion(scored.ownVersion())
                .build();
    }

    /**
     * The record that takes an event out again.
     *
     * @param accepted when the erasure was accepted
     * @param eventsAfter how many of the user's events came after it
     */
    public EventSignature retraction(TrainingEvent event, Signature signature, Instant accepted, long eventsAfter) {
        Instant ingestedAt = event.event().ingestedAt();
        return of(event, signature)
                // As it was counted: what is dated later than it was accepted counts as of then.
                .setEventTime(event.time().isAfter(ingestedAt) ? ingestedAt : event.time())
                .setIngestedAt(accepted)
                .setRetracted(true)
                .setEventsAfter(eventsAfter)
                .build();
    }

    private EventSignature.Builder of(TrainingEvent arrival, Signature signature) {
        List<ModuleSignature> modules = signature.sketches().entrySet().stream()
                .map(entry -> new ModuleSignature(entry.getKey().text(), LittleEndianFloats.encode(entry.getValue())))
                .toList();
        return EventSignature.newBuilder()
                .setUser(arrival.user())
                .setEventId(arrival.event().eventId())
                .setEventTime(arrival.time())
                .setIngestedAt(arrival.event().ingestedAt())
                .setTask(arrival.task())
                .setBaseModel(baseModel)
                .setBaseLoss(signature.loss())
                .setModules(modules)
                .setKind(dev.intarsia.schemas.avro.GateKind.valueOf(kind.name()))
                .setMethod(method.text());
    }

    /** A loss that is no number says no more than none. */
    private static @Nullable Double finiteOrNull(@Nullable Double loss) {
        return loss == null || !Double.isFinite(loss) ? null : loss;
    }
}

package dev.intarsia.pieces.signature;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import java.time.Instant;
import java.util.Map;

/**
 * What one event says of its user.
 *
 * @param eventId tells events of the same time apart
 * @param time when the user did it. A far too late one would leave nothing of all others' weight where there is a half-life:
 *     whoever takes events from outside bounds it, as the assembler does by the time of ingestion
 * @param vectors per module; the same modules and lengths as the user's other events
 */
public record DatedSignature(String eventId, Instant time, Map<ModuleId, float[]> vectors) {
    /** What a number of one event may reach, so that no sum and no score can overflow. */
    private static final float LARGEST = 1e15f;

    public DatedSignature {
        requireNonNull(eventId);
        requireNonNull(time);
        requireNonNull(vectors);
    }

    /** Refuses vectors that no gradient of a finite loss can be. */
    static void requireSound(Map<ModuleId, float[]> vectors) {
        if (vectors.isEmpty()) {
            throw new IncompatibleSignatureException("The signature has no modules; the adapter layout must have one.");
        }
        vectors.forEach(DatedSignature::requireSound);
    }

    private static void requireSound(ModuleId module, float[] vector) {
        for (int j = 0; j < vector.length; j++) {
            // Written so that NaN fails too.
            if (!(Math.abs(vector[j]) <= LARGEST)) {
                throw new IncompatibleSignatureException("The signature at module " + module + " has " + vector[j]
                        + " at position " + j + "; the loss or the gradient of the event was not finite, or it is no "
                        + "gradient at all.");
            }
        }
    }

    /** Refuses vectors that do not add up with those of earlier events. */
    static void requireSameShape(Map<ModuleId, float[]> vectors, Map<ModuleId, float[]> earlier) {
        if (!earlier.keySet().equals(vectors.keySet())) {
            throw new IncompatibleSignatureException("The signature has modules " + vectors.keySet()
                    + " where the earlier events have " + earlier.keySet() + "; signatures of one base model and one "
                    + "adapter layout add up, others need a new sum.");
        }
        vectors.forEach((module, vector) -> {
            float[] other = earlier.get(module);
            if (other != null && vector.length != other.length) {
                throw new IncompatibleSignatureException("The signature at module " + module + " has " + vector.length
                        + " numbers where the earlier events have " + other.length
                        + "; both need the same sketch size.");
            }
        });
    }
}

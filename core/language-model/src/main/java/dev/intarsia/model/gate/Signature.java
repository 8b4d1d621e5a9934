package dev.intarsia.model.gate;

import dev.intarsia.pieces.module.ModuleId;
import java.util.Map;

/**
 * What one event says of its user under the base model.
 *
 * @param loss mean nats per response token
 * @param sketches per module, in layout order, the sketch of a gradient or, in an activation signature, the mean of LN(x);
 *     signatures of one user add up element by element; empty where adapters are no LoRAs
 */
public record Signature(double loss, Map<ModuleId, float[]> sketches) {}

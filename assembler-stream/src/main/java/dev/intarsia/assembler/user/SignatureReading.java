package dev.intarsia.assembler.user;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.validation.RefusalReason;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the vectors of a signature.
 *
 * @param kind what signatures are
 * @param sketch numbers a gradient signature must have
 */
record SignatureReading(GateKind kind, int sketch) {
    Map<ModuleId, float[]> vectors(EventSignature signature) throws UnusableSignatureException {
        if (!signature.getKind().name().equals(kind.name())) {
            throw new UnusableSignatureException(
                    RefusalReason.KIND,
                    "The signature is of kind " + signature.getKind() + " where " + kind
                            + " is in force; give signatures.kind of the trainer and of the assembler one value.");
        }
        Map<ModuleId, float[]> vectors = new TreeMap<>();
        for (ModuleSignature module : signature.getModules()) {
            try {
                vectors.put(ModuleId.parse(module.getModule()), vector(module));
            } catch (IllegalArgumentException e) {
                throw new UnusableSignatureException(
                        RefusalReason.SHAPE, "A module's signature cannot be read: " + e.getMessage());
            }
        }
        return vectors;
    }

    private float[] vector(ModuleSignature module) {
        return switch (kind) {
            case GRADIENT ->
                LittleEndianFloats.decode(module.getSketch(), sketch, "The sketch of module " + module.getModule());
            case ACTIVATION -> LittleEndianFloats.decode(module.getSketch());
        };
    }
}

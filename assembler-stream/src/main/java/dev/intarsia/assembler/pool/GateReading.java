package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.validation.InvalidRecordException;
import dev.intarsia.schemas.validation.RefusalReason;

/**
 * Checks gates and reads them.
 *
 * @param sketch numbers a gradient gate must have
 */
public record GateReading(int sketch) {
    /**
     * Checks a gate as it came.
     *
     * @throws InvalidRecordException when it contradicts its digest, or cannot be compared
     */
    void check(ModuleKey key, Gate gate) {
        require(
                RefusalReason.DIGEST,
                PieceDigest.ofGate(gate.getPieceDigest(), gate.getGate()).equals(gate.getDigest()),
                "The digest of gate " + key + " is not that of its piece and its numbers");
        int length = gate(gate).length();
        boolean gradient = gate.getKind() == dev.intarsia.schemas.avro.GateKind.GRADIENT;
        require(
                RefusalReason.SHAPE,
                !gradient || length == sketch,
                "Gate " + key + " has " + length + " numbers where signatures.sketch is " + sketch);
    }

    private static void require(RefusalReason otherwise, boolean condition, String problem) {
        if (!condition) {
            throw new InvalidRecordException(
                    otherwise,
                    problem
                            + "; see that the trainer and the assembler are of one version and have the same settings.");
        }
    }

    /** A gate as it travels. */
    static PieceGate gate(Gate gate) {
        return new PieceGate(
                new PieceId(gate.getSharer(), ModuleId.parse(gate.getModule())),
                gate.getVersion(),
                gate.getBaseModel(),
                GateKind.valueOf(gate.getKind().name()),
                gate.getDigest(),
                LittleEndianFloats.decode(gate.getGate()));
    }
}

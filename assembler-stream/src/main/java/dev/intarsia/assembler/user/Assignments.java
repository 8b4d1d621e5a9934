package dev.intarsia.assembler.user;

import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.ModuleAssembly;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import java.time.Instant;
import java.util.List;

/** Puts an assembled adapter into the contract. */
final class Assignments {
    private Assignments() {}

    static Assignment of(String user, long version, Behavior behavior, Assembly assembly, AssignmentCause cause) {
        return Assignment.newBuilder()
                .setUser(user)
                .setVersion(version)
                .setBaseModel(behavior.baseModel())
                .setPoolVersion(assembly.poolVersion())
                .setEvents(behavior.signature().events())
                .setLastEventId(behavior.lastEventId())
                .setLastIngestedAt(behavior.lastIngestedAt())
                .setCause(cause)
                .setModules(assembly.modules().stream().map(Assignments::module).toList())
                .setDigest(assembly.digest())
                .build();
    }

    private static ModuleAssignment module(ModuleAssembly module) {
        List<PieceWeight> pieces = module.pieces().stream()
                .map(piece -> new PieceWeight(piece.sharer(), piece.version(), piece.weight(), 0f, Instant.EPOCH))
                .toList();
        return new ModuleAssignment(module.module().text(), pieces);
    }
}

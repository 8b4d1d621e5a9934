package dev.intarsia.assembler.user;

import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.ModuleAssembly;
import dev.intarsia.pieces.assemble.WeightedPiece;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.ReplacedAssignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts an assembled adapter into the contract. */
final class Assignments {
    private Assignments() {}

    /**
     * @param events how many of the user's events it rests on
     * @param keeping the predicted gain of keeping the assignment before
     */
    static Assignment of(
            String user,
            Behavior behavior,
            long events,
            Issued before,
            Successor after,
            Assembly assembly,
            double keeping,
            AssignmentCause cause,
            Instant now) {
        return Assignment.newBuilder()
                .setUser(user)
                .setVersion(after.issued().version())
                .setBaseModel(after.issued().baseModel())
                .setPoolVersion(assembly.poolVersion())
                .setEvents(events)
                .setLastEventId(behavior.lastEventId())
                .setLastIngestedAt(behavior.lastIngestedAt())
                .setCause(cause)
                .setModules(assembly.modules().stream()
                        .map(module -> module(module, after.issued()))
                        .toList())
                .setDigest(assembly.digest())
                .setIssuedAt(now)
                .setPredictedGain(finite(assembly.predictedGain()))
                .setReplaced(before.version() == 0 ? null : replaced(before, after, keeping))
                .build();
    }

    private static ModuleAssignment module(ModuleAssembly module, Issued after) {
        Iterator<IssuedPiece> issued =
                after.modules().getOrDefault(module.module(), List.of()).iterator();
        List<PieceWeight> pieces = new ArrayList<>(module.pieces().size());
        for (WeightedPiece piece : module.pieces()) {
            pieces.add(new PieceWeight(
                    piece.sharer(),
                    piece.version(),
                    piece.weight(),
                    piece.score(),
                    issued.next().since()));
        }
        return new ModuleAssignment(module.module().text(), pieces);
    }

    private static ReplacedAssignment replaced(Issued before, Successor after, double keeping) {
        return new ReplacedAssignment(
                before.version(),
                finite(keeping),
                after.issued().size() - after.stayed(),
                before.size() - after.stayed());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

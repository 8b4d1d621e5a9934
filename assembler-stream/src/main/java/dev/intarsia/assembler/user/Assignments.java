package dev.intarsia.assembler.user;

import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.ModuleAssembly;
import dev.intarsia.pieces.assemble.WeightedPiece;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.ReplacedAssignment;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts an assembled adapter into the contract. */
final class Assignments {
    private Assignments() {}

    /** What is remembered of an assembly that follows an assignment: a piece that stays has been there since it came. */
    static Issued remembered(Issued before, Assembly assembly, String baseModel, Instant now) {
        SortedMap<ModuleId, List<IssuedPiece>> modules = new TreeMap<>();
        assembly.modules()
                .forEach(module -> modules.put(
                        module.module(),
                        module.pieces().stream()
                                .map(piece -> remembered(before, module.module(), piece, now))
                                .toList()));
        return new Issued(before.version() + 1, assembly.poolVersion(), baseModel, modules);
    }

    private static IssuedPiece remembered(Issued before, ModuleId module, WeightedPiece piece, Instant now) {
        Instant since =
                before.find(module, piece.sharer()).map(IssuedPiece::since).orElse(now);
        return new IssuedPiece(piece.sharer(), piece.version(), piece.weight(), since);
    }

    /**
     * @param events how many of the user's events it rests on
     * @param keeping the predicted gain of keeping the assignment before
     */
    static Assignment of(
            String user,
            Behavior behavior,
            long events,
            Issued before,
            Issued after,
            Assembly assembly,
            double keeping,
            AssignmentCause cause,
            Instant now) {
        return Assignment.newBuilder()
                .setUser(user)
                .setVersion(after.version())
                .setBaseModel(after.baseModel())
                .setPoolVersion(assembly.poolVersion())
                .setEvents(events)
                .setLastEventId(behavior.lastEventId())
                .setLastIngestedAt(behavior.lastIngestedAt())
                .setCause(cause)
                .setModules(assembly.modules().stream()
                        .map(module -> module(module, after))
                        .toList())
                .setDigest(assembly.digest())
                .setIssuedAt(now)
                .setPredictedGain(finite(assembly.predictedGain()))
                .setReplaced(replaced(before, after, keeping))
                .build();
    }

    private static ModuleAssignment module(ModuleAssembly module, Issued after) {
        List<PieceWeight> pieces = module.pieces().stream()
                .map(piece -> new PieceWeight(
                        piece.sharer(),
                        piece.version(),
                        piece.weight(),
                        piece.score(),
                        after.find(module.module(), piece.sharer())
                                .map(IssuedPiece::since)
                                .orElseThrow()))
                .toList();
        return new ModuleAssignment(module.module().text(), pieces);
    }

    private static @Nullable ReplacedAssignment replaced(Issued before, Issued after, double keeping) {
        if (before.version() == 0) {
            return null;
        }
        int joined = missing(before, after);
        int left = missing(after, before);
        return new ReplacedAssignment(before.version(), finite(keeping), joined, left);
    }

    /** How many pieces of another assignment one has not. */
    private static int missing(Issued one, Issued other) {
        return (int) other.modules().entrySet().stream()
                .flatMap(module -> module.getValue().stream()
                        .filter(piece ->
                                one.find(module.getKey(), piece.sharer()).isEmpty()))
                .count();
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.ReplacedAssignment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of {@code assignments}. */
final class AssignmentRules implements RecordRules<String, Assignment> {
    private static final int MOST_PIECES = 100_000;

    @Override
    public void check(String key, Assignment assignment, Instant written) {
        Checks.sameAsKey("user", key, assignment.getUser());
        Checks.atLeast("version", assignment.getVersion(), 1);
        Checks.id("baseModel", assignment.getBaseModel());
        Checks.atLeast("poolVersion", assignment.getPoolVersion(), 0);
        Checks.atLeast("events", assignment.getEvents(), 0);
        Checks.id("lastEventId", assignment.getLastEventId());
        PlausibleTime.copiedOfService("lastIngestedAt", assignment.getLastIngestedAt(), written);
        Checks.digest("digest", assignment.getDigest());
        Checks.modules(
                "modules",
                assignment.getModules().stream()
                        .map(ModuleAssignment::getModule)
                        .toList());
        assignment.getModules().forEach(AssignmentRules::check);
        gain("predictedGain", assignment.getPredictedGain());
        if (assignment.getReplaced() != null) {
            check(assignment.getReplaced());
        }
    }

    private static void check(ReplacedAssignment replaced) {
        Checks.atLeast("replaced.version", replaced.getVersion(), 1);
        gain("replaced.predictedGain", replaced.getPredictedGain());
        Checks.atLeast("replaced.joined", replaced.getJoined(), 0);
        Checks.atLeast("replaced.left", replaced.getLeft(), 0);
    }

    private static void gain(String field, @Nullable Double nats) {
        if (nats != null) {
            Checks.finite(field, nats);
        }
    }

    private static void check(ModuleAssignment module) {
        String field = "pieces of " + module.getModule();
        Checks.require(
                module.getPieces().size() <= MOST_PIECES,
                field,
                () -> "has " + module.getPieces().size() + " entries; assign at most " + MOST_PIECES);
        Set<String> sharers = new HashSet<>();
        for (PieceWeight piece : module.getPieces()) {
            Checks.user(field, piece.getSharer());
            Checks.require(
                    sharers.add(piece.getSharer()),
                    field,
                    () -> "names sharer '" + Checks.shown(piece.getSharer()) + "' twice");
            Checks.atLeast(field, piece.getVersion(), 1);
            Checks.finite(field, piece.getWeight());
            Checks.finite(field, piece.getScore());
        }
    }

    @Override
    public void checkTombstone(String key, Instant written) {}
}

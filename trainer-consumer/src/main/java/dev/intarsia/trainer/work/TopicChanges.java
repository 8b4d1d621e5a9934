package dev.intarsia.trainer.work;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.trainer.share.AdapterMarks;
import dev.intarsia.trainer.share.PieceChange;
import dev.intarsia.trainer.share.PieceMark;
import dev.intarsia.trainer.share.SharedModules;
import dev.intarsia.trainer.share.SharedPart;
import dev.intarsia.trainer.state.Published;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written of one user so that {@code adapters}, {@code pieces} and {@code gates} say what they should.
 *
 * @param user whose records
 * @param newVersion whether all modules of the adapter in force are to be written
 * @param erased modules whose records on {@code adapters} are to go
 * @param pieces what changes on {@code pieces} and {@code gates}
 * @param after what stands on the topics then
 */
public record TopicChanges(String user, boolean newVersion, List<String> erased, PieceChange pieces, Published after) {
    public TopicChanges {
        erased = List.copyOf(erased);
    }

    public boolean none() {
        return !newVersion && erased.isEmpty() && pieces.none();
    }

    /** How many records of {@code adapters} are replaced or erased. */
    int adapterRecords() {
        return erased.size() + (newVersion ? after.adapterModules().size() : 0);
    }

    /** The base model, the adapters' shape, the kind of gates and when pieces are replaced: the same for all users. */
    public record Shape(String baseModel, AdapterLayout layout, GateKind gates, Republishing republishing) {
        List<ModuleId> modules() {
            return layout.modules().stream().map(ModuleShape::id).toList();
        }

        AdapterMarks marks(long version, Function<ModuleId, float[]> sketching) {
            return new AdapterMarks(version, baseModel, gates, republishing, sketching);
        }

        Set<String> names() {
            return modules().stream().map(ModuleId::text).collect(Collectors.toSet());
        }
    }

    /**
     * Compares what is with what should be.
     *
     * @param state where the user will stand
     * @param newVersion whether the adapter in force is not yet written
     * @param keeps whether records of earlier versions may stay: false for erased users and those who may own none
     * @param shared how much of the adapter may be pieces
     * @param before what stands on the topics
     * @param sketching sketches a module's weights in the adapter in force; called where one is needed
     */
    public static TopicChanges of(
            String user,
            UserState state,
            boolean newVersion,
            boolean keeps,
            SharedPart shared,
            Published before,
            Shape shape,
            Function<ModuleId, float[]> sketching) {
        Set<String> adapterModules = keeps ? new TreeSet<>(before.adapterModules()) : new TreeSet<>();
        if (newVersion) {
            adapterModules.addAll(shape.names());
        }
        List<String> erased = before.adapterModules().stream()
                .filter(module -> !adapterModules.contains(module))
                .sorted()
                .toList();
        PieceChange change = pieces(
                user,
                state.own(),
                keeps || newVersion ? shared : new SharedPart(0, shared.rest()),
                keeps ? before.pieces() : outdated(before.pieces()),
                shape,
                sketching);
        Map<String, PieceMark> pieces = new HashMap<>(before.pieces());
        change.withdrawn().forEach(pieces::remove);
        change.cut().forEach((module, mark) -> pieces.put(module.text(), mark));
        return new TopicChanges(user, newVersion, erased, change, new Published(adapterModules, pieces));
    }

    /** Versions begin anew after an erasure, so a piece from before may bear the number of the adapter in force. */
    private static Map<String, PieceMark> outdated(Map<String, PieceMark> pieces) {
        Map<String, PieceMark> outdated = new HashMap<>();
        pieces.forEach((module, mark) -> outdated.put(module, mark.outdated()));
        return outdated;
    }

    private static PieceChange pieces(
            String user,
            @Nullable AdapterVersion own,
            SharedPart shared,
            Map<String, PieceMark> before,
            Shape shape,
            Function<ModuleId, float[]> sketching) {
        if (own == null || own.isResidual() || !shape.layout().form().isLora()) {
            // A sharer's pieces of another base model stay until there are ones of this, so that a rollout can be
            // undone. Likewise LoRA's where adapters are of another method, which has none.
            return PieceChange.withdrawing(shared.ratio() > 0 ? Set.of() : before.keySet(), shared.rest());
        }
        return PieceChange.between(
                SharedModules.of(user, shared.ratio(), shape.modules()),
                shape.marks(own.version(), sketching),
                before,
                shared.rest());
    }
}

package dev.intarsia.gateway.topology;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records as the other services write them. */
public final class Records {
    public static final Instant INGESTED = DrivenGateway.NOW.minusSeconds(3);

    private Records() {}

    public static BehaviorEvent event(String user, String id, Instant time) {
        return BehaviorEvent.newBuilder()
                .setEventId(id)
                .setUser(user)
                .setTime(time)
                .setTask("movie-rating")
                .setInput(Map.of("title", "Alien"))
                .setOutput("4.0")
                .setIngestedAt(INGESTED)
                .build();
    }

    /** A digest for a version that is told from others by a name; one that is a digest already stays. */
    public static String digest(String name) {
        return name.length() == 64 ? name : new Sha256().text(name).hex();
    }

    /** One of the {@code modules} modules of a version. */
    public static AdapterModule module(
            String user, String module, long version, int modules, String baseModel, String digest, float... weights) {
        return AdapterModule.newBuilder()
                .setUser(user)
                .setModule(module)
                .setVersion(version)
                .setModules(modules)
                .setBaseModel(baseModel)
                .setRank(2)
                .setAlpha(2)
                .setWeights(LittleEndianFloats.encode(weights))
                .setFirstMoment(ByteBuffer.allocate(4 * weights.length))
                .setSecondMoment(ByteBuffer.allocate(4 * weights.length))
                .setSteps(10 * version)
                .setEvents(8 * version)
                .setLastEventId("e" + 8 * version)
                .setLastIngestedAt(INGESTED)
                .setParentVersion(version - 1)
                .setDigest(digest(digest))
                .build();
    }

    public static Piece piece(String sharer, String module, long version, String baseModel, float... weights) {
        return Piece.newBuilder()
                .setSharer(sharer)
                .setModule(module)
                .setVersion(version)
                .setBaseModel(baseModel)
                .setRank(2)
                .setAlpha(2)
                .setWeights(LittleEndianFloats.encode(weights))
                .setGateKind(GateKind.GRADIENT)
                .setDigest(PieceDigest.of(weights, new float[0]))
                .build();
    }

    /** An assignment of one piece per sharer at each module, all with the same weight. */
    public static Assignment assignment(
            String user, long version, String baseModel, List<String> modules, Map<String, Float> sharers) {
        List<ModuleAssignment> chosen = new ArrayList<>();
        for (String module : modules) {
            List<PieceWeight> pieces = sharers.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> new PieceWeight(entry.getKey(), 1L, entry.getValue(), 0f, Instant.EPOCH))
                    .toList();
            chosen.add(new ModuleAssignment(module, pieces));
        }
        return Assignment.newBuilder()
                .setUser(user)
                .setVersion(version)
                .setBaseModel(baseModel)
                .setPoolVersion(1)
                .setEvents(5)
                .setLastEventId("e5")
                .setLastIngestedAt(INGESTED)
                .setCause(AssignmentCause.HISTORY)
                .setModules(chosen)
                .setDigest(digest("d" + version))
                .build();
    }
}

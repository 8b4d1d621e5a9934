package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.ModuleSignature;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.RosterEntry;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One record of every contract. */
public final class Samples {
    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final ByteBuffer FLOATS = LittleEndianFloats.encode(new float[] {0.5f, -1f});

    private Samples() {}

    public static BehaviorEvent event() {
        return BehaviorEvent.newBuilder()
                .setEventId("e1")
                .setUser("ada")
                .setTime(TIME)
                .setTask("movie-rating")
                .setInput(Map.of("title", "Heat — 1995"))
                .setOutput("4.5")
                .setIngestedAt(TIME.plusMillis(5))
                .build();
    }

    public static SharingConsent consent() {
        return SharingConsent.newBuilder()
                .setUser("ada")
                .setGranted(true)
                .setShareRatio(0.5)
                .setTime(TIME)
                .build();
    }

    public static EventSignature signature() {
        return EventSignature.newBuilder()
                .setUser("ada")
                .setEventId("e1")
                .setEventTime(TIME)
                .setIngestedAt(TIME)
                .setTask("movie-rating")
                .setBaseModel("f00d")
                .setBaseLoss(1.25)
                .setOwnLoss(null)
                .setModules(List.of(new ModuleSignature("0.q", FLOATS)))
                .build();
    }

    public static AdapterModule adapter() {
        return AdapterModule.newBuilder()
                .setUser("ada")
                .setModule("0.q")
                .setVersion(2)
                .setModules(1)
                .setBaseModel("f00d")
                .setRank(1)
                .setAlpha(1)
                .setWeights(FLOATS)
                .setFirstMoment(FLOATS)
                .setSecondMoment(FLOATS)
                .setSteps(4)
                .setEvents(8)
                .setLastEventId("e8")
                .setLastIngestedAt(TIME)
                .setParentVersion(1)
                .setDigest("abc")
                .build();
    }

    public static Piece piece() {
        return Piece.newBuilder()
                .setSharer("ada")
                .setModule("0.q")
                .setVersion(2)
                .setBaseModel("f00d")
                .setRank(1)
                .setAlpha(1)
                .setWeights(FLOATS)
                .setGate(FLOATS)
                .setGateKind(GateKind.GRADIENT)
                .setDigest("abc")
                .build();
    }

    public static Gate gate() {
        return Gate.newBuilder()
                .setSharer("ada")
                .setModule("0.q")
                .setVersion(2)
                .setBaseModel("f00d")
                .setKind(GateKind.GRADIENT)
                .setGate(FLOATS)
                .setEvents(8)
                .setLastIngestedAt(TIME)
                .setPieceDigest("abc")
                .setDigest("def")
                .build();
    }

    public static RosterEntry rosterEntry() {
        return RosterEntry.newBuilder()
                .setSharer("ada")
                .setCluster(3)
                .setShareRatio(1)
                .setEvents(100)
                .setElectedAt(TIME)
                .build();
    }

    public static Assignment assignment() {
        return Assignment.newBuilder()
                .setUser("bob")
                .setVersion(1)
                .setBaseModel("f00d")
                .setPoolVersion(7)
                .setEvents(9)
                .setLastEventId("e9")
                .setLastIngestedAt(TIME)
                .setCause(AssignmentCause.POOL)
                .setModules(List.of(
                        new ModuleAssignment("0.q", List.of(new PieceWeight("ada", 2L, 0.25f, 0f, Instant.EPOCH)))))
                .setDigest("abc")
                .build();
    }
}

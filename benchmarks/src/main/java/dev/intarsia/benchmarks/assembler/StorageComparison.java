package dev.intarsia.benchmarks.assembler;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.replay.engine.FlopCount;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What users cost with an adapter each (OPPU) and with pieces of 50 sharers (Per-Pcs), for Llama 2 7B's shapes with rank 8 at
 * q and v. Sizes are those of serialized records; of each kind one is written, and multiplied.
 */
final class StorageComparison {
    private static final int SHARERS = 50;
    private static final int RANK = 8;
    private static final int LAYERS = 32;
    private static final int WIDTH = 4096;
    private static final int SKETCH = 256;
    private static final int TOKENS = 128;
    private static final int EVENTS = 40;
    private static final int USERS = 20;
    /** The trainer's plan: two steps of ten rows after every eight events. */
    private static final double ROWS_PER_EVENT = 2 * 10 / 8.0;

    private static final String BASE = "sha256:" + "0".repeat(64);

    /** Bytes and operations of one user, sharer and event. */
    record Unit(
            double adapter, double adapterWithMoments, double pieces, double state, double assignment, int modules) {
        /** An adapter each. */
        double oppu(double users) {
            return users * adapter;
        }

        /** What is shared, and what is kept of each user. */
        double perPcs(double users) {
            return SHARERS * pieces + users * (state + assignment);
        }

        double ratio(double users) {
            return oppu(users) / perPcs(users);
        }

        /** As {@link #ratio}, with the adapters that the sharers have besides their pieces, to be trained on. */
        double ratioWithSharersAdapters(double users) {
            return oppu(users) / (perPcs(users) + SHARERS * adapter);
        }

        /** From how many users on pieces take less. */
        double breakEven() {
            return SHARERS * pieces / (adapter - state - assignment);
        }

        /** The same with weights of 16 bits: other numbers stay as they are. */
        Unit halved() {
            double weights = (double) modules * WIDTH * RANK * Short.BYTES;
            return new Unit(
                    adapter - weights, adapterWithMoments - 3 * weights, pieces - weights, state, assignment, modules);
        }

        /** The same with the optimizer's moments in each adapter, as {@code training.keep-moments} has it. */
        Unit withMoments() {
            return new Unit(adapterWithMoments, adapterWithMoments, pieces, state, assignment, modules);
        }
    }

    /** Bytes from records, really written; states and assignments from the assembler itself. */
    Unit measure() {
        AdapterLayout layout = layout();
        SyntheticBehavior behavior = new SyntheticBehavior(SyntheticBehavior.layout(LAYERS), SKETCH, 1);
        try (MemoryAssembler assembler = new MemoryAssembler(Map.of(), true)) {
            for (int sharer = 0; sharer < SHARERS; sharer++) {
                for (int module = 0; module < behavior.modules().size(); module++) {
                    assembler.send(behavior.piece(sharer, 1, module));
                }
            }
            for (int event = 0; event < EVENTS; event++) {
                for (int user = 0; user < USERS; user++) {
                    assembler.send(
                            SyntheticBehavior.user(user).getBytes(UTF_8), assembler.bytes(behavior.event(user, event)));
                }
                assembler.settle();
            }
            int modules = layout.modules().size();
            return new Unit(
                    modules * (double) size(adapter(false)),
                    modules * (double) size(adapter(true)),
                    modules
                            * (double) (size(piece())
                                    + size(() -> Gate.getEncoder().encode(behavior.piece(1, 5, modules - 1)))),
                    assembler.users().meanBytes(),
                    assembler.assignmentBytes(),
                    modules);
        }
    }

    /**
     * How many times as many operations training an adapter for each user takes: the sharers are trained alike, and every
     * event of the others goes through the base once forth and back for its signature.
     */
    static double computeRatio(double users) {
        FlopCount count = new FlopCount(config(), layout());
        double trained = ROWS_PER_EVENT * count.training(TOKENS, 1);
        double signature = 2 * count.forward(TOKENS, 1, false);
        return users * trained / (SHARERS * trained + Math.max(0, users - SHARERS) * signature);
    }

    private static ModelConfig config() {
        return new ModelConfig(
                "llama",
                WIDTH,
                11_008,
                LAYERS,
                AttentionShape.plain(32, 32, 128),
                Rope.plain(10_000),
                1e-5,
                32_000,
                4096,
                false,
                1,
                List.of(2));
    }

    private static AdapterLayout layout() {
        return AdapterLayout.of(config(), RANK, 2 * RANK, Set.of(Projection.Q, Projection.V));
    }

    private static int size(AdapterModule module) {
        return size(() -> AdapterModule.getEncoder().encode(module));
    }

    private static int size(Piece piece) {
        return size(() -> Piece.getEncoder().encode(piece));
    }

    private interface Encoding {
        ByteBuffer bytes() throws IOException;
    }

    private static int size(Encoding encoding) {
        try {
            return encoding.bytes().remaining();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AdapterModule adapter(boolean moments) {
        ByteBuffer weights = LittleEndianFloats.encode(new float[WIDTH * RANK]);
        ByteBuffer moment = moments ? weights : ByteBuffer.allocate(0);
        return AdapterModule.newBuilder()
                .setUser(SyntheticBehavior.user(1))
                .setModule("31.q")
                .setVersion(5)
                .setModules(2 * LAYERS)
                .setBaseModel(BASE)
                .setRank(RANK)
                .setAlpha(2 * RANK)
                .setWeights(weights)
                .setFirstMoment(moment)
                .setSecondMoment(moment)
                .setSteps(10)
                .setEvents(EVENTS)
                .setLastEventId(SyntheticBehavior.user(1) + "-40")
                .setLastIngestedAt(Instant.EPOCH)
                .setParentVersion(4)
                .setDigest(BASE)
                .build();
    }

    private static Piece piece() {
        float[] weights = new float[WIDTH * RANK];
        return Piece.newBuilder()
                .setSharer(SyntheticBehavior.sharer(1))
                .setModule("31.q")
                .setVersion(5)
                .setBaseModel(BASE)
                .setRank(RANK)
                .setAlpha(2 * RANK)
                .setWeights(LittleEndianFloats.encode(weights))
                .setGateKind(GateKind.GRADIENT)
                .setDigest(PieceDigest.of(weights, new float[0]))
                .setEvents(EVENTS)
                .setLastIngestedAt(Instant.EPOCH)
                .build();
    }
}

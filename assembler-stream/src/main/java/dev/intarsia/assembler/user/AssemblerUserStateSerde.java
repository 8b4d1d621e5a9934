package dev.intarsia.assembler.user;

import dev.intarsia.assembler.form.StoredSerde;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.SignatureCodec;
import dev.intarsia.schemas.topic.Topic;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes a {@link AssemblerUserState} is kept as: a version byte (1), then as {@link DataOutputStream} writes them the issued
 * assignment, a flag and the sharing, and the behavior with its statistics in {@link SignatureCodec}.
 */
final class AssemblerUserStateSerde {
    static final StoredSerde<AssemblerUserState> FORM = new StoredSerde<>(
            "The state of a user", (byte) 1, AssemblerUserStateSerde::write, AssemblerUserStateSerde::read);

    private AssemblerUserStateSerde() {}

    /**
     * For the store of users.
     *
     * @param decay under which what is read goes on; reading ends where it cannot
     * @param written told of the bytes of each state
     */
    static Serde<AssemblerUserState> serde(Decay decay, IntConsumer written) {
        return Serdes.serdeFrom((topic, state) -> write(state, written), (topic, bytes) -> read(bytes, decay));
    }

    private static byte @Nullable [] write(@Nullable AssemblerUserState state, IntConsumer written) {
        byte[] bytes = FORM.write(state);
        if (bytes != null) {
            if (bytes.length > Topic.MAX_RECORD_BYTES) {
                throw new RecordTooLargeException("The state of a user would take " + bytes.length
                        + " bytes, more than the " + Topic.MAX_RECORD_BYTES
                        + " that a record of its changelog may have; set signatures.window lower.");
            }
            written.accept(bytes.length);
        }
        return bytes;
    }

    @SuppressWarnings("NullAway") // Kafka's deserializers give null for null.
    private static AssemblerUserState read(byte @Nullable [] bytes, Decay decay) {
        AssemblerUserState state = FORM.read(bytes);
        if (state != null) {
            try {
                state.behavior().statistics().requireUnder(decay);
            } catch (IllegalArgumentException e) {
                throw new SerializationException(
                        "The state of a user does not fit signatures.half-life and signatures.window: " + e.getMessage()
                                + " Set both as they were before, or choose another kafka.group-id, which starts over"
                                + " from the topics.",
                        e);
            }
        }
        return state;
    }

    private static void write(AssemblerUserState state, DataOutputStream out) throws IOException {
        out.writeLong(state.issued().version());
        out.writeLong(state.issued().poolVersion());
        writeSharing(state.sharing(), out);
        writeBehavior(state.behavior(), out);
    }

    private static void writeSharing(@Nullable Sharing sharing, DataOutputStream out) throws IOException {
        out.writeBoolean(sharing != null);
        if (sharing != null) {
            out.writeDouble(sharing.shareRatio());
            out.writeLong(sharing.announcedEvents());
        }
    }

    private static void writeBehavior(Behavior behavior, DataOutputStream out) throws IOException {
        StoredSerde.writeText(out, behavior.baseModel());
        StoredSerde.writeText(out, behavior.lastEventId());
        out.writeLong(behavior.lastIngestedAt().toEpochMilli());
        out.writeInt(behavior.recent().marks().size());
        for (long mark : behavior.recent().marks()) {
            out.writeLong(mark);
        }
        byte[] signature = SignatureCodec.write(behavior.statistics());
        out.writeInt(signature.length);
        out.write(signature);
    }

    private static AssemblerUserState read(DataInputStream in) throws IOException {
        Issued issued = new Issued(in.readLong(), in.readLong());
        Sharing sharing = in.readBoolean() ? new Sharing(in.readDouble(), in.readLong()) : null;
        return new AssemblerUserState(readBehavior(in), issued, sharing);
    }

    private static Behavior readBehavior(DataInputStream in) throws IOException {
        String baseModel = StoredSerde.readText(in);
        String lastEventId = StoredSerde.readText(in);
        Instant lastIngestedAt = Instant.ofEpochMilli(in.readLong());
        List<Long> marks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            marks.add(in.readLong());
        }
        byte[] signature = in.readNBytes(in.readInt());
        return new Behavior(
                baseModel, SignatureCodec.read(signature), new RecentEvents(marks), lastEventId, lastIngestedAt);
    }
}

package dev.intarsia.assembler.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.pieces.signature.SignatureForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes a {@link UserState} is kept as: a version byte (1), then as {@link DataOutputStream} writes them the issued
 * assignment, a flag and the sharing, and the behavior with its signature in {@link SignatureForm}.
 */
final class UserStateForm {
    private static final byte VERSION = 1;

    private UserStateForm() {}

    static Serde<UserState> serde() {
        return Serdes.serdeFrom((topic, state) -> write(state), (topic, bytes) -> read(bytes));
    }

    static byte @Nullable [] write(@Nullable UserState state) {
        if (state == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(state.issued().version());
            out.writeLong(state.issued().poolVersion());
            writeSharing(state.sharing(), out);
            writeBehavior(state.behavior(), out);
        } catch (IOException e) {
            throw new SerializationException("A user's state cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private static void writeSharing(@Nullable Sharing sharing, DataOutputStream out) throws IOException {
        out.writeBoolean(sharing != null);
        if (sharing != null) {
            out.writeDouble(sharing.shareRatio());
            out.writeLong(sharing.announcedEvents());
        }
    }

    private static void writeBehavior(Behavior behavior, DataOutputStream out) throws IOException {
        writeText(out, behavior.baseModel());
        writeText(out, behavior.lastEventId());
        out.writeLong(behavior.lastIngestedAt().toEpochMilli());
        out.writeInt(behavior.recent().marks().size());
        for (long mark : behavior.recent().marks()) {
            out.writeLong(mark);
        }
        byte[] signature = SignatureForm.write(behavior.signature());
        out.writeInt(signature.length);
        out.write(signature);
    }

    @SuppressWarnings("NullAway") // Kafka's deserializers give null for null.
    static UserState read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException(
                        "The standing state is of form " + version + ", this program reads form " + VERSION
                                + "; run the version that wrote it, or choose another kafka.application.");
            }
            Issued issued = new Issued(in.readLong(), in.readLong());
            Sharing sharing = in.readBoolean() ? new Sharing(in.readDouble(), in.readLong()) : null;
            return new UserState(readBehavior(in), issued, sharing);
        } catch (IOException | IllegalArgumentException e) {
            throw new SerializationException(
                    "The standing state of a user is damaged (" + e.getMessage() + "); delete state.directory, so that "
                            + "it is rebuilt from Kafka.",
                    e);
        }
    }

    private static Behavior readBehavior(DataInputStream in) throws IOException {
        String baseModel = readText(in);
        String lastEventId = readText(in);
        Instant lastIngestedAt = Instant.ofEpochMilli(in.readLong());
        List<Long> marks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            marks.add(in.readLong());
        }
        byte[] signature = in.readNBytes(in.readInt());
        return new Behavior(
                baseModel, SignatureForm.read(signature), new RecentEvents(marks), lastEventId, lastIngestedAt);
    }

    /** {@link DataOutputStream#writeUTF} ends at 65535 bytes. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }
}

package dev.intarsia.trainer.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A checkpoint as bytes. */
final class StoreCheckpointCodec {
    private StoreCheckpointCodec() {}

    static byte[] encode(StoreCheckpoint checkpoint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(checkpoint.log());
            out.writeInt(checkpoint.positions().size());
            for (Map.Entry<String, Long> position : checkpoint.positions().entrySet()) {
                out.writeUTF(position.getKey());
                out.writeLong(position.getValue());
            }
            out.writeBoolean(checkpoint.restoring());
            out.writeBoolean(checkpoint.truncated());
            out.writeLong(
                    checkpoint.earliest().equals(Instant.MAX)
                            ? Long.MAX_VALUE
                            : checkpoint.earliest().toEpochMilli());
            out.writeLong(checkpoint.asOf().toEpochMilli());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory failed.", e);
        }
        return bytes.toByteArray();
    }

    static StoreCheckpoint decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String log = in.readUTF();
            Map<String, Long> positions = new HashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                positions.put(in.readUTF(), in.readLong());
            }
            boolean restoring = in.readBoolean();
            boolean truncated = in.readBoolean();
            long earliest = in.readLong();
            return new StoreCheckpoint(
                    log,
                    positions,
                    restoring,
                    truncated,
                    earliest == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(earliest),
                    Instant.ofEpochMilli(in.readLong()));
        } catch (IOException e) {
            throw new UncheckedIOException("The store's checkpoint is cut off; delete state.directory.", e);
        }
    }
}

package dev.intarsia.assembler.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes a {@link Roster} is kept as: a version byte (1), then as {@link DataOutputStream} writes them the contested
 * number, the number of seats, and each sharer (length and UTF-8) with the seat.
 */
final class RosterForm {
    private static final byte VERSION = 1;

    private RosterForm() {}

    static Serde<Roster> serde() {
        return Serdes.serdeFrom((topic, roster) -> write(roster), (topic, bytes) -> read(bytes));
    }

    static byte @Nullable [] write(@Nullable Roster roster) {
        if (roster == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(roster.contested());
            out.writeInt(roster.seats().size());
            for (var sharer : roster.seats().entrySet()) {
                byte[] name = sharer.getKey().getBytes(UTF_8);
                out.writeInt(name.length);
                out.write(name);
                out.writeInt(sharer.getValue().cluster());
                out.writeDouble(sharer.getValue().shareRatio());
                out.writeLong(sharer.getValue().events());
                out.writeLong(sharer.getValue().electedAt().toEpochMilli());
            }
        } catch (IOException e) {
            throw new SerializationException("The roster cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings("NullAway") // Kafka's deserializers give null for null.
    static Roster read(byte @Nullable [] form) {
        if (form == null) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(form))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new SerializationException("The roster is of form " + version + ", this program reads form "
                        + VERSION + "; run the version that wrote it, or choose another kafka.application.");
            }
            int contested = in.readInt();
            SortedMap<String, Seat> seats = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String sharer = new String(in.readNBytes(in.readInt()), UTF_8);
                seats.put(
                        sharer,
                        new Seat(in.readInt(), in.readDouble(), in.readLong(), Instant.ofEpochMilli(in.readLong())));
            }
            return new Roster(seats, contested);
        } catch (IOException | IllegalArgumentException e) {
            throw new SerializationException(
                    "The roster is damaged (" + e.getMessage()
                            + "); delete state.directory, so that it is rebuilt from Kafka.",
                    e);
        }
    }
}

package dev.intarsia.assembler.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes a value is kept as: a version byte, then what its writer writes. Null is kept as null.
 *
 * @param name what messages call the value, as in {@code The roster}
 * @param version of the form; other bytes need another one
 * @param earlier readers of earlier versions, by version
 */
public record StoredSerde<T>(
        String name, byte version, Writer<T> writer, Reader<T> reader, Map<Byte, Reader<T>> earlier) {
    public StoredSerde {
        earlier = Map.copyOf(earlier);
    }

    /** A form without earlier versions. */
    public StoredSerde(String name, byte version, Writer<T> writer, Reader<T> reader) {
        this(name, version, writer, reader, Map.of());
    }

    /** Writes a value. */
    @FunctionalInterface
    public interface Writer<T> {
        void write(T value, DataOutputStream out) throws IOException;
    }

    /** Reads a value back; where the bytes mean none, by an {@link IOException} or an illegal argument. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    public Serde<T> serde() {
        return Serdes.serdeFrom((topic, value) -> write(value), (topic, bytes) -> read(bytes));
    }

    public byte @Nullable [] write(@Nullable T value) {
        if (value == null) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(version);
            writer.write(value, out);
        } catch (IOException e) {
            throw new SerializationException(name + " cannot be written: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** @throws SerializationException where the bytes are of another version, or damaged; it says what to do */
    @SuppressWarnings("NullAway") // Kafka's deserializers give null for null.
    public T read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte found = in.readByte();
            Reader<T> fitting = found == version ? reader : earlier.get(found);
            if (fitting == null) {
                throw new SerializationException(name + " is of form " + found + ", this program reads form " + version
                        + "; run the version that wrote it, or choose another kafka.group-id.");
            }
            return fitting.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new SerializationException(
                    name + " is damaged (" + (e instanceof EOFException ? "it ends too early" : e.getMessage())
                            + "); delete state.directory, so that it is rebuilt from Kafka.",
                    e);
        }
    }

    /** Writes a text as its length in UTF-8 bytes and these; {@link DataOutputStream#writeUTF} ends at 65535 bytes. */
    public static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #writeText} wrote. */
    public static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }
}

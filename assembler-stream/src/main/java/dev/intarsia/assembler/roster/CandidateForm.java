package dev.intarsia.assembler.roster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link Candidate}: a version byte (1), then big-endian the events (long), the share ratio (double), and
 * the embedding's length (int) and 32-bit floats. Nobody's candidate is null.
 */
public final class CandidateForm {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES + Double.BYTES + Integer.BYTES;

    private CandidateForm() {}

    public static Serde<Candidate> serde() {
        return Serdes.serdeFrom((topic, candidate) -> write(candidate), (topic, bytes) -> read(bytes));
    }

    static byte @Nullable [] write(@Nullable Candidate candidate) {
        if (candidate == null) {
            return null;
        }
        float[] embedding = candidate.embedding();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + Float.BYTES * embedding.length)
                .put(VERSION)
                .putLong(candidate.events())
                .putDouble(candidate.shareRatio())
                .putInt(embedding.length);
        bytes.asFloatBuffer().put(embedding);
        return bytes.array();
    }

    @SuppressWarnings("NullAway") // Kafka's deserializers give null for null.
    static Candidate read(byte @Nullable [] form) {
        if (form == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(form);
        try {
            byte version = bytes.get();
            if (version != VERSION) {
                throw new SerializationException("A candidate is of form " + version + ", this program reads form "
                        + VERSION + "; run the version that wrote it, or choose another kafka.application.");
            }
            long events = bytes.getLong();
            double shareRatio = bytes.getDouble();
            float[] embedding = new float[Math.min(bytes.getInt(), form.length)];
            bytes.asFloatBuffer().get(embedding);
            return new Candidate(events, shareRatio, embedding);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new SerializationException(
                    "A candidate of " + form.length + " bytes is damaged; delete "
                            + "state.directory, so that candidates are read again from Kafka.",
                    e);
        }
    }
}

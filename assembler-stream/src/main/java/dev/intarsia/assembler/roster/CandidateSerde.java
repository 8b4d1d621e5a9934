package dev.intarsia.assembler.roster;

import dev.intarsia.assembler.form.StoredSerde;
import dev.intarsia.pieces.election.Candidate;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * Serializes a {@link Candidate}: a version byte (1), then, in the format of {@link DataOutputStream}, the events, the
 * share ratio, and the embedding's length and 32-bit floats. A null candidate means that the user is none.
 */
public final class CandidateSerde {
    public static final StoredSerde<Candidate> FORM =
            new StoredSerde<>("A candidate", (byte) 1, CandidateSerde::write, CandidateSerde::read);

    private CandidateSerde() {}

    private static void write(Candidate candidate, DataOutputStream out) throws IOException {
        out.writeLong(candidate.events());
        out.writeDouble(candidate.shareRatio());
        float[] embedding = candidate.embedding();
        out.writeInt(embedding.length);
        for (float number : embedding) {
            out.writeFloat(number);
        }
    }

    private static Candidate read(DataInputStream in) throws IOException {
        long events = in.readLong();
        double shareRatio = in.readDouble();
        int length = in.readInt();
        if (length < 0 || length > in.available() / Float.BYTES) {
            throw new EOFException("An embedding of " + length + " numbers is not there");
        }
        float[] embedding = new float[length];
        for (int i = 0; i < length; i++) {
            embedding[i] = in.readFloat();
        }
        return new Candidate(events, shareRatio, embedding);
    }
}

package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.pieces.signature.SignatureCodec;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes in which a replay keeps its pool for the run that resumes it. */
final class PoolCodec {
    private static final int VERSION = 2;

    private PoolCodec() {}

    static byte[] write(PoolSource.MadePool made) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeDouble(made.work().seconds());
            out.writeDouble(made.work().flops());
            out.writeInt(made.pool().sharers().size());
            for (Sharer sharer : made.pool().sharers().values()) {
                write(sharer, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Sharer sharer, DataOutputStream out) throws IOException {
        BinaryFields.write(out, sharer.user());
        out.writeLong(sharer.version());
        BinaryFields.write(out, SignatureCodec.write(sharer.signature()));
        BinaryFields.write(out, sharer.adapter().values().toArray());
    }

    static PoolSource.MadePool read(byte[] bytes, ReplayModel model) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != VERSION) {
                throw new IllegalStateException(
                        "The kept pool was written by another version of the program; start the replay afresh.");
            }
            Work work = new Work(in.readDouble(), in.readDouble());
            List<Sharer> sharers = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                sharers.add(sharer(in, model.model().layout()));
            }
            return new PoolSource.MadePool(
                    SharedPool.of(
                            model.model().fingerprint(),
                            model.model().layout(),
                            model.recipe().sketch(),
                            sharers),
                    work);
        } catch (IOException e) {
            throw new UncheckedIOException("The kept pool is damaged; start the replay afresh.", e);
        }
    }

    private static Sharer sharer(DataInputStream in, AdapterLayout layout) throws IOException {
        String user = BinaryFields.text(in);
        long version = in.readLong();
        SignatureSum signature = SignatureCodec.read(BinaryFields.bytes(in)).sum();
        return new Sharer(user, version, Adapter.of(BinaryFields.values(in, layout)), signature);
    }
}

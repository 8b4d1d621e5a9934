package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.Decay;
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
import java.util.Map;
import java.util.TreeMap;

/** The bytes in which a replay keeps its pool for the run that resumes it. */
final class PoolCodec {
    private static final int VERSION = 4;

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
            write(made.pool().sample(), out);
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
        out.writeInt(sharer.gates().size());
        for (Map.Entry<ModuleId, float[]> gate : new TreeMap<>(sharer.gates()).entrySet()) {
            BinaryFields.write(out, gate.getKey().text());
            out.writeInt(gate.getValue().length);
            BinaryFields.write(out, gate.getValue());
        }
    }

    /** Each event as the sum of itself alone. */
    private static void write(SignatureSample sample, DataOutputStream out) throws IOException {
        out.writeInt(sample.size());
        for (Map<ModuleId, float[]> event : sample.events()) {
            BinaryFields.write(out, SignatureCodec.write(SignatureSum.empty().add(event, Decay.none())));
        }
    }

    private static SignatureSample sample(DataInputStream in) throws IOException {
        List<Map<ModuleId, float[]>> events = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            SignatureSum sum = SignatureCodec.read(BinaryFields.bytes(in));
            Map<ModuleId, float[]> event = new TreeMap<>();
            sum.modules().forEach(module -> event.put(module, sum.sum(module)));
            events.add(event);
        }
        return SignatureSample.of(events);
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
                            model.recipe().gates().kind(),
                            sharers,
                            sample(in)),
                    work);
        } catch (IOException e) {
            throw new UncheckedIOException("The kept pool is damaged; start the replay afresh.", e);
        }
    }

    private static Sharer sharer(DataInputStream in, AdapterLayout layout) throws IOException {
        String user = BinaryFields.text(in);
        long version = in.readLong();
        SignatureSum signature = SignatureCodec.read(BinaryFields.bytes(in));
        Adapter adapter = Adapter.of(BinaryFields.values(in, layout));
        Map<ModuleId, float[]> gates = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            ModuleId module = ModuleId.parse(BinaryFields.text(in));
            gates.put(module, BinaryFields.floats(in, in.readInt()));
        }
        return new Sharer(user, version, adapter, signature, gates);
    }
}

package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.ModulePool;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.replay.engine.BinaryFields;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Work;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bytes in which a replay keeps the paper's pool for the run that resumes it.
 *
 * @param work of making it
 */
record PaperPoolCodec(PaperPool pool, Work work) {
    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeDouble(work.seconds());
            out.writeDouble(work.flops());
            out.writeInt(pool.sharers().size());
            for (String sharer : pool.sharers()) {
                BinaryFields.write(out, sharer);
                BinaryFields.write(out, pool.adapter(sharer).values().toArray());
                for (ModulePool module : pool.modules().values()) {
                    for (PieceGate piece : module.pieces()) {
                        if (piece.sharer().equals(sharer)) {
                            BinaryFields.write(out, piece.gate());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PaperPoolCodec read(byte[] bytes, ReplayModel model) {
        AdapterLayout layout = model.model().layout();
        Map<String, Adapter> adapters = new TreeMap<>();
        Map<String, Map<ModuleId, float[]>> gates = new TreeMap<>();
        Work work;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            work = new Work(in.readDouble(), in.readDouble());
            for (int left = in.readInt(); left > 0; left--) {
                String sharer = BinaryFields.text(in);
                adapters.put(sharer, Adapter.of(BinaryFields.values(in, layout)));
                Map<ModuleId, float[]> own = new LinkedHashMap<>();
                for (ModuleShape module : layout.modules()) {
                    own.put(module.id(), BinaryFields.floats(in, module.inputs()));
                }
                gates.put(sharer, own);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The kept pool is damaged; start the replay afresh.", e);
        }
        return new PaperPoolCodec(new PaperPool(model.model().fingerprint(), layout, adapters, gates), work);
    }
}

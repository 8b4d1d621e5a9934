package dev.intarsia.assembler.user;

import dev.intarsia.assembler.form.StoredSerde;
import dev.intarsia.pieces.module.ModuleId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The bytes of an {@link Issued}: version, pool, base model, the sharers once each, and the pieces by module. */
final class IssuedCodec {
    private IssuedCodec() {}

    static void write(Issued issued, DataOutputStream out) throws IOException {
        out.writeLong(issued.version());
        out.writeLong(issued.poolVersion());
        StoredSerde.writeText(out, issued.baseModel());
        List<String> sharers = issued.sharers().stream().distinct().sorted().toList();
        out.writeInt(sharers.size());
        for (String sharer : sharers) {
            StoredSerde.writeText(out, sharer);
        }
        out.writeInt(issued.modules().size());
        for (Map.Entry<ModuleId, List<IssuedPiece>> module : issued.modules().entrySet()) {
            StoredSerde.writeText(out, module.getKey().text());
            out.writeInt(module.getValue().size());
            for (IssuedPiece piece : module.getValue()) {
                out.writeInt(sharers.indexOf(piece.sharer()));
                out.writeLong(piece.version());
                out.writeFloat(piece.weight());
                out.writeLong(piece.since().toEpochMilli());
            }
        }
    }

    static Issued read(DataInputStream in) throws IOException {
        long version = in.readLong();
        long poolVersion = in.readLong();
        String baseModel = StoredSerde.readText(in);
        List<String> sharers = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            sharers.add(StoredSerde.readText(in));
        }
        SortedMap<ModuleId, List<IssuedPiece>> modules = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            modules.put(ModuleId.parse(StoredSerde.readText(in)), pieces(in, sharers));
        }
        return new Issued(version, poolVersion, baseModel, modules);
    }

    private static List<IssuedPiece> pieces(DataInputStream in, List<String> sharers) throws IOException {
        List<IssuedPiece> pieces = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int sharer = in.readInt();
            if (sharer < 0 || sharer >= sharers.size()) {
                throw new IOException("it names sharer " + sharer + " of " + sharers.size());
            }
            pieces.add(new IssuedPiece(
                    sharers.get(sharer), in.readLong(), in.readFloat(), Instant.ofEpochMilli(in.readLong())));
        }
        return pieces;
    }
}

package dev.intarsia.assembler.user;

import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.ModuleAssembly;
import dev.intarsia.pieces.assemble.WeightedPiece;
import dev.intarsia.pieces.module.ModuleId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of an assignment that follows another one. A piece that stays has been there since it came.
 *
 * @param stayed how many of its pieces, by sharer and module, the earlier one had
 */
record Successor(Issued issued, int stayed) {
    static Successor of(Issued before, Assembly assembly, String baseModel, Instant now) {
        SortedMap<ModuleId, List<IssuedPiece>> modules = new TreeMap<>();
        int stayed = 0;
        for (ModuleAssembly module : assembly.modules()) {
            List<IssuedPiece> after = new ArrayList<>(module.pieces().size());
            stayed += follow(before.modules().getOrDefault(module.module(), List.of()), module, now, after);
            modules.put(module.module(), after);
        }
        return new Successor(new Issued(before.version() + 1, assembly.poolVersion(), baseModel, modules), stayed);
    }

    /** Goes through both in the order of their sharers. */
    private static int follow(List<IssuedPiece> before, ModuleAssembly module, Instant now, List<IssuedPiece> after) {
        int stayed = 0;
        int next = 0;
        for (WeightedPiece piece : module.pieces()) {
            int order = 1;
            while (next < before.size() && (order = before.get(next).sharer().compareTo(piece.sharer())) < 0) {
                next++;
            }
            boolean stays = next < before.size() && order == 0;
            stayed += stays ? 1 : 0;
            after.add(new IssuedPiece(
                    piece.sharer(),
                    piece.version(),
                    piece.weight(),
                    stays ? before.get(next).since() : now));
        }
        return stayed;
    }
}

package dev.intarsia.trainer.share;

import dev.intarsia.oppu.update.SeededDraws;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which modules of a sharer become pieces. They are drawn per sharer, and a smaller share is part of a larger one, so
 * that somebody who lowers their share withdraws pieces and shows no new ones.
 */
public final class SharedModules {
    private SharedModules() {}

    /**
     * Draws a share, rounded down to whole modules.
     *
     * @param shareRatio 0 to 1
     * @param modules of the layout
     */
    public static SortedSet<ModuleId> of(String sharer, double shareRatio, List<ModuleId> modules) {
        double share = Math.max(0, Math.min(1, shareRatio));
        // 0.29 of 100 is 28.999…: a share means the number a person would reckon.
        int count = (int) Math.floor(share * modules.size() + 1e-9);
        SeededDraws draws = new SeededDraws(SeededDraws.seed("share", sharer, 0));
        SortedSet<ModuleId> shared = new TreeSet<>();
        for (long index : draws.shuffled(0, modules.size())) {
            if (shared.size() < count) {
                shared.add(modules.get((int) index));
            }
        }
        return shared;
    }
}

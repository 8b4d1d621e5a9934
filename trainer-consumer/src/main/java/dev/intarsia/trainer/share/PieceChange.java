package dev.intarsia.trainer.share;

import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to be sent so that a sharer's published pieces are what they should be.
 *
 * @param cut modules to be cut from the adapter in force and published
 * @param withdrawn modules, as their keys name them, whose pieces are to go
 */
public record PieceChange(List<ModuleId> cut, List<String> withdrawn) {
    public PieceChange {
        cut = List.copyOf(cut);
        withdrawn = List.copyOf(withdrawn);
    }

    /**
     * Compares.
     *
     * @param wanted modules that should be published
     * @param mark of the adapter in force
     * @param published what is, by module as the keys name it
     */
    public static PieceChange between(SortedSet<ModuleId> wanted, PieceMark mark, Map<String, PieceMark> published) {
        SortedSet<String> withdrawn = new TreeSet<>(published.keySet());
        wanted.forEach(module -> withdrawn.remove(module.text()));
        List<ModuleId> cut = wanted.stream()
                .filter(module -> !mark.equals(published.get(module.text())))
                .toList();
        return new PieceChange(cut, List.copyOf(withdrawn));
    }

    public boolean none() {
        return cut.isEmpty() && withdrawn.isEmpty();
    }
}

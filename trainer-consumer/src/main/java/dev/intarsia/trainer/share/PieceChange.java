package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be sent so that a sharer's published pieces are what they should be.
 *
 * @param cut modules to be cut from the adapter in force and published, with their marks
 * @param withdrawn modules, as their keys name them, whose pieces are to go
 * @param kept how many pieces stay that were cut from an earlier version
 * @param reason why those go that are withdrawn
 */
public record PieceChange(
        SortedMap<ModuleId, PieceMark> cut, List<String> withdrawn, int kept, WithdrawalReason reason) {
    public PieceChange {
        cut = Collections.unmodifiableSortedMap(new TreeMap<>(cut));
        withdrawn = List.copyOf(withdrawn);
        requireNonNull(reason);
    }

    /** Nothing is cut. */
    public static PieceChange withdrawing(Collection<String> withdrawn, WithdrawalReason reason) {
        return new PieceChange(new TreeMap<>(), List.copyOf(new TreeSet<>(withdrawn)), 0, reason);
    }

    /**
     * Compares.
     *
     * @param wanted modules that should be published
     * @param marks of the adapter in force
     * @param published what is, by module as the keys name it
     * @param reason why what is no longer wanted is withdrawn
     */
    public static PieceChange between(
            SortedSet<ModuleId> wanted, AdapterMarks marks, Map<String, PieceMark> published, WithdrawalReason reason) {
        SortedSet<String> withdrawn = new TreeSet<>(published.keySet());
        SortedMap<ModuleId, PieceMark> cut = new TreeMap<>();
        int kept = 0;
        for (ModuleId module : wanted) {
            withdrawn.remove(module.text());
            PieceMark standing = published.get(module.text());
            if (!marks.cover(module, standing)) {
                cut.put(module, marks.of(module));
            } else if (standing != null && standing.version() < marks.version()) {
                kept++;
            }
        }
        return new PieceChange(cut, List.copyOf(withdrawn), kept, reason);
    }

    public boolean none() {
        return cut.isEmpty() && withdrawn.isEmpty();
    }
}

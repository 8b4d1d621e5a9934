package dev.intarsia.trainer.share;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to be sent so that a sharer's published pieces are what they should be.
 *
 * @param cut modules to be cut from the adapter in force and published
 * @param withdrawn modules, as their keys name them, whose pieces are to go
 * @param reason why those go
 */
public record PieceChange(List<ModuleId> cut, List<String> withdrawn, WithdrawalReason reason) {
    public PieceChange {
        cut = List.copyOf(cut);
        withdrawn = List.copyOf(withdrawn);
        requireNonNull(reason);
    }

    /**
     * Compares.
     *
     * @param wanted modules that should be published
     * @param mark of the adapter in force
     * @param published what is, by module as the keys name it
     * @param reason why what is no longer wanted is withdrawn
     */
    public static PieceChange between(
            SortedSet<ModuleId> wanted, PieceMark mark, Map<String, PieceMark> published, WithdrawalReason reason) {
        SortedSet<String> withdrawn = new TreeSet<>(published.keySet());
        wanted.forEach(module -> withdrawn.remove(module.text()));
        List<ModuleId> cut = wanted.stream()
                .filter(module -> !mark.equals(published.get(module.text())))
                .toList();
        return new PieceChange(cut, List.copyOf(withdrawn), reason);
    }

    public boolean none() {
        return cut.isEmpty() && withdrawn.isEmpty();
    }
}

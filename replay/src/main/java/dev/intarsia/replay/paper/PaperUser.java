package dev.intarsia.replay.paper;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands of one user: the history, the coefficient tables of its whole batches, and one of the items after them. So
 * that nothing depends on when one looks, the items after the last whole batch are looked at when they are 1, 2, 4, 8,
 * ... in number; once there is a whole batch, only half a batch counts beside it.
 */
final class PaperUser {
    private final int together;
    private final List<RecordedEvent> history = new ArrayList<>();
    private final List<Map<ModuleId, float[]>> batches = new ArrayList<>();
    private @Nullable Map<ModuleId, float[]> rest;

    /** @param together items in a whole batch */
    PaperUser(int together) {
        this.together = together;
    }

    /**
     * Items to assemble from, by their place in the history.
     *
     * @param whole whether they are a whole batch
     */
    record Due(int from, int to, boolean whole) {}

    List<RecordedEvent> history() {
        return history;
    }

    /** Adds one event and says what is to be assembled for it. */
    Optional<Due> add(RecordedEvent event) {
        history.add(event);
        int size = history.size();
        int after = size % together;
        if (after == 0) {
            return Optional.of(new Due(size - together, size, true));
        }
        boolean due = size < together ? Integer.bitCount(after) == 1 : 2 * after == together;
        return due ? Optional.of(new Due(size - after, size, false)) : Optional.empty();
    }

    void assembled(Due due, Map<ModuleId, float[]> table) {
        if (due.whole()) {
            batches.add(table);
            rest = null;
        } else {
            rest = table;
        }
    }

    /**
     * The mean over the batches.
     *
     * @param recent how many of the latest items count
     * @return empty before the first event
     */
    Map<ModuleId, float[]> table(int recent) {
        int whole = Math.max(1, recent / together);
        List<Map<ModuleId, float[]>> counted =
                new ArrayList<>(batches.subList(Math.max(0, batches.size() - whole), batches.size()));
        if (rest != null) {
            counted.add(rest);
        }
        Map<ModuleId, float[]> mean = new TreeMap<>();
        for (Map<ModuleId, float[]> table : counted) {
            table.forEach((module, coefficients) -> {
                float[] sum = mean.computeIfAbsent(module, absent -> new float[coefficients.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += coefficients[i] / counted.size();
                }
            });
        }
        return mean;
    }
}

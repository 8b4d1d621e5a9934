package dev.intarsia.replay.paper;

import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands of one user: the coefficient tables of whole batches of items, and one of the items after them. So that
 * nothing depends on when one looks, these are assembled from when they are 1, 2, 4 or 8 in number, and beside a whole
 * batch only when they are half of one.
 */
final class PaperUser {
    private final int together;
    private final int batchesKept;
    private final List<List<Example>> open = new ArrayList<>();
    private final List<Map<ModuleId, float[]>> batches = new ArrayList<>();
    private boolean whole;
    private @Nullable Map<ModuleId, float[]> rest;

    /**
     * @param together items in a whole batch
     * @param recent how many of the latest items count
     */
    PaperUser(int together, int recent) {
        this.together = together;
        this.batchesKept = Math.max(1, recent / together);
    }

    /**
     * Examples to assemble from.
     *
     * @param whole whether they are those of a whole batch
     */
    record Due(List<Example> examples, boolean whole) {}

    /**
     * Adds one item and says what is to be assembled for it.
     *
     * @param views its examples
     */
    Optional<Due> add(List<Example> views) {
        open.add(views);
        int size = open.size();
        List<Example> examples = open.stream().flatMap(List::stream).toList();
        if (size == together) {
            open.clear();
            whole = true;
            return Optional.of(new Due(examples, true));
        }
        boolean due = whole ? 2 * size == together : Integer.bitCount(size) == 1;
        return due ? Optional.of(new Due(examples, false)) : Optional.empty();
    }

    void assembled(Due due, Map<ModuleId, float[]> table) {
        if (!due.whole()) {
            rest = table;
            return;
        }
        rest = null;
        batches.add(table);
        if (batches.size() > batchesKept) {
            batches.remove(0);
        }
    }

    /** The mean over the batches; empty before the first event. */
    Map<ModuleId, float[]> table() {
        List<Map<ModuleId, float[]>> counted = new ArrayList<>(batches);
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

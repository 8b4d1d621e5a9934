package dev.intarsia.replay.paper;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.engine.BinaryFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user's state: the coefficient tables of the latest whole batches of items, and one of the items after them. It is
 * assembled on demand. To be independent of when that happens, the items after the last whole batch count only when
 * they are 1, 2, 4 or 8 in number, and next to a whole batch only when they are half of one.
 */
final class PaperUser {
    private static final int NOT_YET = -1;

    private final int together;
    private final int batchesKept;
    private final List<List<Example>> open = new ArrayList<>();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private boolean whole;
    private @Nullable Batch rest;

    /**
     * @param together items in a whole batch
     * @param recent how many of the latest items count
     */
    PaperUser(int together, int recent) {
        this.together = together;
        this.batchesKept = Math.max(1, recent / together);
    }

    /** Items that are assembled from together, and what came of it. */
    static final class Batch {
        private final List<Example> examples;
        private @Nullable Map<ModuleId, float[]> table;

        Batch(List<List<Example>> views) {
            examples = views.stream().flatMap(List::stream).toList();
        }

        List<Example> examples() {
            return examples;
        }

        void assembled(Map<ModuleId, float[]> coefficients) {
            table = coefficients;
        }
    }

    /**
     * Adds one item.
     *
     * @param views its examples
     */
    void add(List<Example> views) {
        open.add(views);
        int size = open.size();
        if (size == together) {
            batches.add(new Batch(open));
            if (batches.size() > batchesKept) {
                batches.remove();
            }
            open.clear();
            whole = true;
            rest = null;
        } else if (whole ? 2 * size == together : Integer.bitCount(size) == 1) {
            rest = new Batch(open);
        }
    }

    /** What has to be assembled before {@link #table} can be asked for. */
    List<Batch> due() {
        return counted().filter(batch -> batch.table == null).toList();
    }

    /** The mean over the batches; empty before the first event. */
    Map<ModuleId, float[]> table() {
        List<Map<ModuleId, float[]>> tables = counted()
                .map(batch -> requireNonNull(batch.table, "every batch is assembled before it is asked for"))
                .toList();
        Map<ModuleId, float[]> mean = new TreeMap<>();
        for (Map<ModuleId, float[]> table : tables) {
            table.forEach((module, coefficients) -> {
                float[] sum = mean.computeIfAbsent(module, absent -> new float[coefficients.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += coefficients[i] / tables.size();
                }
            });
        }
        return mean;
    }

    /** Writes what was assembled of the batches that count. */
    void write(DataOutput out) throws IOException {
        for (Batch batch : counted().toList()) {
            Map<ModuleId, float[]> table = batch.table;
            out.writeInt(table == null ? NOT_YET : table.size());
            for (Map.Entry<ModuleId, float[]> module :
                    table == null ? Map.<ModuleId, float[]>of().entrySet() : table.entrySet()) {
                BinaryFields.write(out, module.getKey().text());
                out.writeInt(module.getValue().length);
                BinaryFields.write(out, module.getValue());
            }
        }
    }

    /** Reads what {@link #write} wrote, when the same items were added again. */
    void read(DataInput in) throws IOException {
        for (Batch batch : counted().toList()) {
            int modules = in.readInt();
            if (modules != NOT_YET) {
                Map<ModuleId, float[]> table = new TreeMap<>();
                for (int left = modules; left > 0; left--) {
                    ModuleId module = ModuleId.parse(BinaryFields.text(in));
                    table.put(module, BinaryFields.floats(in, in.readInt()));
                }
                batch.assembled(table);
            }
        }
    }

    private Stream<Batch> counted() {
        return Stream.concat(batches.stream(), Stream.ofNullable(rest));
    }
}

package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.example.Example;
import java.util.List;

/**
 * A row of a fused training batch.
 *
 * @param user whose adapter it runs through
 * @param weight what the row's mean loss counts in the user's loss
 * @param seed of its dropout
 */
public record TrainingRow(Example example, int user, float weight, long seed) {
    static List<Example> examples(List<TrainingRow> rows) {
        return rows.stream().map(TrainingRow::example).toList();
    }

    /** The rows, whose row each is and what it counts: the first arguments of every training pass. */
    static NDList inputs(NDManager pass, List<TrainingRow> rows, TokenBatch batch) {
        return inputs(pass, rows, batch.lossInputs(pass));
    }

    /** The same, of rows that lie one behind the other. */
    static NDList inputs(NDManager pass, List<TrainingRow> rows, TokenBatch batch, RowPacking packing) {
        return inputs(pass, rows, batch.packedInputs(pass, packing));
    }

    private static NDList inputs(NDManager pass, List<TrainingRow> rows, NDList inputs) {
        float[] weights = new float[rows.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = rows.get(i).weight();
        }
        inputs.add(pass.create(rows.stream().mapToLong(TrainingRow::user).toArray()));
        inputs.add(pass.create(weights));
        return inputs;
    }
}

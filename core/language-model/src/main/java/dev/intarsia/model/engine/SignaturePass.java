package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.sketch.CountSketch;
import java.util.Arrays;
import java.util.List;

/**
 * One forward and one backward pass of the base model over a batch, for every row's gradient with respect to an adapter
 * that is zero: at a module {@code q = -sum_t g_t (alpha/r A x_t)^T}, where g_t is the gradient of the row's loss with
 * respect to the module's output at position t. The d_out × r numbers are sketched before they leave.
 */
public final class SignaturePass implements AutoCloseable {
    private final LanguageModel model;
    private final int size;
    private final NDManager manager;
    private final NDList sketches = new NDList();

    /** @param size how many numbers a sketch has */
    public SignaturePass(LanguageModel model, int size) {
        if (model.layout().form() == AdapterCodec.OWN_A) {
            throw new IllegalArgumentException("A gradient signature is taken with respect to B where all share one A; "
                    + "load the model with adapters of the form SHARED_A.");
        }
        this.model = model;
        this.size = size;
        this.manager = model.manager().newSubManager();
        NDList signs = new NDList();
        for (ModuleShape module : model.layout().modules()) {
            int inputs = model.layout().size(module);
            CountSketch sketch = CountSketch.of(model.fingerprint(), module.id(), inputs, size);
            long[] buckets = new long[inputs];
            int[] places = sketch.buckets();
            float[] negated = sketch.signs();
            for (int i = 0; i < inputs; i++) {
                buckets[i] = places[i];
                negated[i] = -negated[i];
            }
            sketches.add(TokenBatch.named("buckets[]", TokenBatch.longs(manager, buckets, 1, inputs)));
            signs.add(TokenBatch.named("signs[]", manager.create(negated, new Shape(1, inputs))));
        }
        sketches.addAll(signs);
        sketches.add(manager.create((long) size));
    }

    /**
     * What a pass finds.
     *
     * @param losses [row] mean nats per response token
     * @param sketches [row][module in layout order × size]
     */
    public record Result(float[] losses, float[][] sketches) {}

    /** The sketched gradients of every row, in the order given. */
    public Result of(List<Example> rows) {
        Result result = new Result(new float[rows.size()], new float[rows.size()][]);
        model.workers().each(RowBatches.cut(rows, model, true), batch -> run(rows, batch, result));
        return result;
    }

    private void run(List<Example> rows, int[] batch, Result result) {
        try (NDManager pass = manager.newSubManager()) {
            List<Example> chosen = RowBatches.of(rows, batch);
            TokenBatch tokens = TokenBatch.independent(model, chosen);
            NDList inputs = tokens.packedInputs(pass, tokens.packing());
            inputs.addAll(sketches);
            NDList outputs = model.script().callWithGradients("signatures", inputs);
            float[] losses = outputs.get(0).toFloatArray();
            float[] sketched = outputs.get(1).toFloatArray();
            int width = sketched.length / batch.length;
            for (int i = 0; i < batch.length; i++) {
                result.losses()[batch[i]] = losses[i];
                result.sketches()[batch[i]] = Arrays.copyOfRange(sketched, i * width, (i + 1) * width);
            }
        }
    }

    /** How many numbers a sketch has. */
    public int size() {
        return size;
    }

    @Override
    public void close() {
        manager.close();
    }
}

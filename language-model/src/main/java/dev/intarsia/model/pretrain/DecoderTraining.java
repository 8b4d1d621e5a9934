package dev.intarsia.model.pretrain;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;

/**
 * All weights of a decoder with their gradients and AdamW moments, in native memory. One thread at a time, and always
 * the thread that made it.
 */
final class DecoderTraining implements AutoCloseable {
    private final DecoderShape shape;
    private final NDManager manager;
    private final PtSymbolBlock script;
    private final NDList weights = new NDList();
    /** The same numbers as the weights, outside automatic differentiation, for the optimizer to write. */
    private final NDList values = new NDList();

    private final NDList gradients = new NDList();
    private final NDList first = new NDList();
    private final NDList second = new NDList();
    private final NDList rope = new NDList();

    /** @param bf16 whether to multiply in bf16 rather than fp32 */
    DecoderTraining(DecoderShape shape, boolean bf16, DecoderWeights start) {
        this.shape = shape;
        System.setProperty("ai.djl.offline", "true");
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setGradMode(true);
        JniUtils.setGraphExecutorOptimize(false);
        this.manager = engine.newBaseManager();
        try {
            byte[] archive = ScriptArchive.of(DecoderScript.NAME, DecoderScript.methods(shape, bf16));
            this.script = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < shape.weights().size(); i++) {
            DecoderShape.Weight weight = shape.weights().get(i);
            NDArray numbers = array(weight, start.values().get(i));
            numbers.setRequiresGradient(true);
            weights.add(named("w[]", numbers));
            values.add(named("p[]", numbers.stopGradient()));
            gradients.add(named("g[]", array(weight, new float[weight.size()])));
            first.add(named("m[]", array(weight, start.first().get(i))));
            second.add(named("v[]", array(weight, start.second().get(i))));
        }
        RotaryTable table = RotaryTable.of(shape);
        Shape rotary = new Shape(shape.context(), shape.headSize());
        rope.add(named("rope[]", manager.create(table.cosines(), rotary)));
        rope.add(named("rope[]", manager.create(table.sines(), rotary)));
    }

    /** Adds the gradient of the batch's summed loss; returns that loss in nats. */
    double accumulate(Batch batch) {
        try (NDManager step = manager.newSubManager()) {
            NDList inputs = new NDList(ids(step, batch), step.create(batch.places()), step.create(batch.targets()));
            inputs.add(step.create(batch.shares()));
            inputs.addAll(weights);
            inputs.addAll(gradients);
            inputs.addAll(rope);
            return run(step, "forward", inputs).getFloat(0);
        }
    }

    /**
     * Takes one AdamW step with the gradients gathered, then forgets them.
     *
     * @param step from 1
     * @return the gradients' norm before clipping
     */
    double update(long step, double rate, double decay, double clip) {
        try (NDManager scope = manager.newSubManager()) {
            double norm = run(scope, "norm", new NDList(gradients)).getFloat();
            double scale = Math.max(1, norm / clip);
            int matrices = shape.matrices();
            update(scope, 0, matrices, new double[] {step, rate, decay, scale});
            update(scope, matrices, values.size(), new double[] {step, rate, 0, scale});
            return norm;
        }
    }

    private void update(NDManager scope, int from, int to, double[] rate) {
        NDList inputs = new NDList();
        inputs.addAll(values.subList(from, to));
        inputs.addAll(gradients.subList(from, to));
        inputs.addAll(first.subList(from, to));
        inputs.addAll(second.subList(from, to));
        inputs.add(scope.create(rate));
        run(scope, "update", inputs);
    }

    /**
     * Log-probabilities in nats.
     *
     * @param choices tokens to look at, equally many at every place
     * @return places × choices
     */
    float[] score(Batch batch, long[] choices) {
        try (NDManager step = manager.newSubManager()) {
            NDList inputs = new NDList(ids(step, batch), step.create(batch.places()));
            int places = batch.places().length;
            inputs.add(step.create(LongBuffer.wrap(choices), new Shape(places, choices.length / places)));
            inputs.addAll(weights);
            inputs.addAll(rope);
            return run(step, "score", inputs).toFloatArray();
        }
    }

    /** A copy of everything a later run needs to go on from here. */
    DecoderWeights snapshot() {
        return new DecoderWeights(
                weights.stream().map(NDArray::toFloatArray).toList(),
                first.stream().map(NDArray::toFloatArray).toList(),
                second.stream().map(NDArray::toFloatArray).toList());
    }

    @Override
    public void close() {
        script.close();
        manager.close();
    }

    private NDArray ids(NDManager step, Batch batch) {
        return step.create(LongBuffer.wrap(batch.ids()), new Shape(batch.rows(), batch.columns()));
    }

    private NDArray array(DecoderShape.Weight weight, float[] values) {
        boolean norm = weight.kind() == DecoderShape.Kind.NORM;
        return manager.create(values, norm ? new Shape(weight.rows()) : new Shape(weight.rows(), weight.columns()));
    }

    private NDArray run(NDManager scope, String method, NDList inputs) {
        NDArray selector = named("module_method:" + method, scope.create(0));
        inputs.add(selector);
        NDArray result = IValueUtils.forward(script, inputs, true).get(0);
        result.attach(scope);
        return result;
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}

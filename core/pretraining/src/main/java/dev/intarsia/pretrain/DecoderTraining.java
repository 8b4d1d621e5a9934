package dev.intarsia.pretrain;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.engine.NativeEngine;
import dev.intarsia.model.engine.RotaryTable;
import dev.intarsia.model.engine.Script;
import java.nio.LongBuffer;

/**
 * All weights of a decoder with their gradients and AdamW moments, in native memory. One thread at a time, and always
 * the thread that made it.
 */
final class DecoderTraining implements AutoCloseable {
    private final DecoderShape shape;
    private final NDManager manager;
    private final Script script;
    private final NDList weights = new NDList();
    /** The same numbers as the weights, outside automatic differentiation, for the optimizer to write. */
    private final NDList values = new NDList();

    private final NDList gradients = new NDList();
    private final NDList first = new NDList();
    private final NDList second = new NDList();
    private final NDList rope = new NDList();

    /** @param bf16 whether to multiply in bf16 rather than fp32 */
    DecoderTraining(DecoderShape shape, boolean bf16, TrainableWeights start) {
        this.shape = shape;
        this.manager = NativeEngine.start().newBaseManager(Device.cpu());
        this.script = Script.load(manager, PretrainingScript.NAME, PretrainingScript.methods(shape, bf16));
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
        RotaryTable table = RotaryTable.of(Rope.plain(DecoderShape.ROPE_THETA), shape.context(), shape.headSize());
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
            return run("forward", inputs).getFloat(0);
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
            double norm = norm(scope);
            double scale = Math.max(1, norm / clip);
            int matrices = shape.matrices();
            update(scope, 0, matrices, new double[] {step, rate, decay, scale});
            update(scope, matrices, values.size(), new double[] {step, rate, 0, scale});
            return norm;
        }
    }

    private double norm(NDManager scope) {
        NDList inputs = new NDList(scope.create(0));
        inputs.addAll(gradients);
        return run("norm", inputs).getFloat();
    }

    private void update(NDManager scope, int from, int to, double[] rate) {
        NDList inputs = new NDList(scope.create(rate));
        inputs.addAll(values.subList(from, to));
        inputs.addAll(gradients.subList(from, to));
        inputs.addAll(first.subList(from, to));
        inputs.addAll(second.subList(from, to));
        run("update", inputs);
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
            return run("score", inputs).toFloatArray();
        }
    }

    /** A copy of everything a later run needs to go on from here. */
    TrainableWeights snapshot() {
        return new TrainableWeights(
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

    /** @param inputs the first belongs to the scope, and so does the result */
    private NDArray run(String method, NDList inputs) {
        return script.callWithGradients(method, inputs).get(0);
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}

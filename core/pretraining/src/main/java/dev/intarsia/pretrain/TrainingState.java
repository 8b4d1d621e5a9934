package dev.intarsia.pretrain;

import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state of a run.
 *
 * @param stage from 0
 * @param step steps of the stage already done
 */
record TrainingState(int stage, int step, TrainableWeights weights) {
    private static final String POSITION = "position";
    private static final List<String> PARTS = List.of("values/", "first/", "second/");

    /** Writes the state; the file appears whole or not at all. */
    void write(Path file, DecoderShape shape) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.of(POSITION, List.of(2), new float[] {stage, step}, Dtype.F32));
        List<List<float[]>> parts = List.of(weights.values(), weights.first(), weights.second());
        for (int part = 0; part < PARTS.size(); part++) {
            for (int i = 0; i < shape.weights().size(); i++) {
                DecoderShape.Weight weight = shape.weights().get(i);
                tensors.add(Tensor.of(
                        PARTS.get(part) + weight.name(),
                        List.of(weight.size()),
                        parts.get(part).get(i),
                        Dtype.F32));
            }
        }
        SafeTensors.write(file, tensors);
    }

    /** Reads a state written before; empty where there is none. */
    static Optional<TrainingState> read(Path file, DecoderShape shape) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        SafeTensors tensors = SafeTensors.open(file);
        List<List<float[]>> parts = new ArrayList<>();
        for (String part : PARTS) {
            List<float[]> numbers = new ArrayList<>();
            for (DecoderShape.Weight weight : shape.weights()) {
                numbers.add(floats(tensors, file, part + weight.name()));
            }
            parts.add(numbers);
        }
        float[] position = floats(tensors, file, POSITION);
        return Optional.of(new TrainingState(
                (int) position[0], (int) position[1], new TrainableWeights(parts.get(0), parts.get(1), parts.get(2))));
    }

    private static float[] floats(SafeTensors tensors, Path file, String name) throws IOException {
        Tensor tensor = tensors.tensor(name);
        if (tensor == null) {
            throw new IOException(file + " lacks " + name + "; delete it and start without resuming");
        }
        return tensor.floats();
    }
}

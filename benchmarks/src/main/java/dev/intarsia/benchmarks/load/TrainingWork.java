package dev.intarsia.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.SharedA;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is trained, in a file, so that all sides of a comparison train the same.
 *
 * @param users of each the rows of every step
 */
public record TrainingWork(Settings options, List<List<List<Row>>> users) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A rating's prompt and answer are about this long in the default model's tokens. */
    private static final int SHORTEST = 22;

    private static final int LONGEST = 36;

    /** AdamW's settings; there is no dropout, so that the results can be compared too. */
    public record Settings(double learningRate, double weightDecay, double beta1, double beta2, double epsilon) {
        static final Settings USED = new Settings(6e-3, 0.01, 0.9, 0.999, 1e-8);

        TrainingOptions options() {
            return new TrainingOptions(
                    new LearningRate.Constant(learningRate),
                    weightDecay,
                    beta1,
                    beta2,
                    epsilon,
                    Double.POSITIVE_INFINITY,
                    0);
        }
    }

    /** A row as the other side reads it; see {@link Example}. */
    public record Row(int[] tokens, int responseStart) {
        Example example() {
            return new Example(tokens, responseStart);
        }
    }

    static TrainingWork random(int vocabulary, int users, int steps, int rows, RandomGenerator random) {
        List<List<List<Row>>> all = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            List<List<Row>> own = new ArrayList<>();
            for (int step = 0; step < steps; step++) {
                own.add(rows(vocabulary, rows, random));
            }
            all.add(own);
        }
        return new TrainingWork(Settings.USED, all);
    }

    private static List<Row> rows(int vocabulary, int rows, RandomGenerator random) {
        List<Row> step = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int[] tokens = random.ints(random.nextInt(SHORTEST, LONGEST), 0, vocabulary)
                    .toArray();
            step.add(new Row(tokens, tokens.length - 2));
        }
        return step;
    }

    private static Path file(Path folder, int rows) {
        return folder.resolve("training-" + rows + ".json");
    }

    static TrainingWork read(Path folder, int rows) throws IOException {
        return JSON.readValue(file(folder, rows).toFile(), TrainingWork.class);
    }

    void write(Path folder, int rows) throws IOException {
        JSON.writeValue(file(folder, rows).toFile(), this);
    }

    /** Writes every module's A, scaled by alpha / r, where the other side reads it. */
    static void writeFactors(Path folder, LanguageModel model) throws IOException {
        int rank = model.layout().rank();
        List<Tensor> factors = new ArrayList<>();
        for (ModuleShape module : model.layout().modules()) {
            float[] a = SharedA.of(model.fingerprint(), module.id(), rank, module.inputs());
            for (int i = 0; i < a.length; i++) {
                a[i] *= (float) model.layout().scale();
            }
            factors.add(Tensor.of(module.id().toString(), List.of(rank, module.inputs()), a, Dtype.F32));
        }
        SafeTensors.write(folder.resolve("factors.safetensors"), factors);
    }
}

package dev.intarsia.model.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.pieces.sketch.CountSketch;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignatureExtractorTest {
    /** A sketch so large that hardly any two numbers share a place keeps dot products almost exactly. */
    private static final int LARGE = 1 << 20;

    /** The promise of a gate: the dot product with a piece's gate is how much the loss falls, to first order. */
    @Test
    void shouldForetellHowTheLossFallsAtEveryProjection() throws Exception {
        Golden golden = Golden.of("llama3");
        EngineOptions all = EngineOptions.defaults().withProjections(EnumSet.allOf(Projection.class));
        try (LanguageModel model = golden.load(all);
                SignatureExtractor extractor = new SignatureExtractor(model, LARGE)) {
            Example row = golden.rows().get(1);
            Signature signature = extractor.of(List.of(row)).get(0);
            for (ModuleShape module : model.layout().modules()) {
                float[] direction = direction(model, module);
                float[] piece = Arrays.copyOfRange(
                        direction,
                        model.layout().offset(module.id()),
                        model.layout().offset(module.id()) + model.layout().size(module));
                CountSketch sketch = CountSketch.of(model.fingerprint(), module.id(), piece.length, LARGE);
                double foretold = dot(signature.sketches().get(module.id()), sketch.apply(piece));
                double fall = loss(model, row, direction, -1) - loss(model, row, direction, 1);
                assertThat(foretold).isCloseTo(fall / 2, within(Math.abs(fall) * 0.02 + 2e-6));
            }
        }
    }

    /** A small random adapter that is zero but at one module. */
    private static float[] direction(LanguageModel model, ModuleShape module) {
        float[] direction = new float[model.layout().size()];
        Random random = new Random(4);
        int offset = model.layout().offset(module.id());
        for (int i = 0; i < model.layout().size(module); i++) {
            direction[offset + i] = (float) (0.003 * random.nextGaussian());
        }
        return direction;
    }

    private static double loss(LanguageModel model, Example row, float[] direction, int sign) {
        float[] values = direction.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= sign;
        }
        Adapter adapter = Adapter.of(AdapterValues.of(model.layout(), values));
        Loss loss =
                new Scorer(model).losses(List.of(new ScoringRow(row, adapter))).get(0);
        return loss.mean();
    }

    private static double dot(float[] x, float[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (double) x[i] * y[i];
        }
        return sum;
    }
}

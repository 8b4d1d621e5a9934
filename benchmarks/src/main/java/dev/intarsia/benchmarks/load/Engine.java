package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.WorkerOptions;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The engine as the children load it. */
final class Engine {
    /** Trained adapters have numbers of about this size. */
    private static final double SIZE = 0.01;

    private Engine() {}

    static LanguageModel load(WorkerOptions options) throws IOException {
        Precision precision = Precision.valueOf(options.precision().toUpperCase(Locale.ROOT));
        return LanguageModel.load(
                Path.of(options.model()), EngineOptions.defaults().withPrecision(precision));
    }

    /** Different adapters, the same ones every time. */
    static List<Adapter> adapters(AdapterLayout layout, int count) {
        List<Adapter> adapters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(i);
            float[] values = new float[layout.size()];
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) ((2 * random.nextDouble() - 1) * SIZE);
            }
            adapters.add(Adapter.of(AdapterValues.of(layout, values)));
        }
        return adapters;
    }
}

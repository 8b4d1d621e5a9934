package dev.intarsia.model.decode;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.SlotRow;
import dev.intarsia.model.fixture.RandomAdapter;
import dev.intarsia.model.fixture.RandomWeights;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A program, not a test: how long one step of 16 sequences takes without adapters and with 16 of them, and one of a single
 * sequence; in turns, as medians of the calling thread's processor time, so give the engine one thread. Arguments: {@code small} or {@code smol} (30 layers, 576 wide), fp32 or bf16, rounds.
 */
final class DecodingSpeed {
    private static final int SLOTS = 16;
    private static final int EACH = 16;
    private static final int STEPS = 24;

    static final ModelConfig SMALL = config(256, 704, 6, AttentionShape.plain(8, 4, 32), 4096, 512);

    private DecodingSpeed() {}

    public static void main(String[] arguments) throws IOException {
        boolean smol = arguments[0].equals("smol");
        ModelConfig config = smol ? config(576, 1536, 30, AttentionShape.plain(9, 3, 64), 49152, 2048) : SMALL;
        Path directory = Files.createTempDirectory("decoding");
        write(directory, config);
        EngineOptions options = EngineOptions.defaults().withPrecision(Precision.valueOf(arguments[1]));
        try (LanguageModel model = LanguageModel.load(directory, options);
                SlotDecoder decoder = new SlotDecoder(model, SLOTS, SLOTS * EACH)) {
            Random random = new Random(1);
            List<Adapter> adapters = IntStream.range(0, SLOTS)
                    .mapToObj(i -> adapter(model.layout(), random))
                    .toList();
            int rounds = Integer.parseInt(arguments[2]);
            double[][] times = new double[3][rounds];
            for (int round = -1; round < rounds; round++) {
                for (int kind = 0; kind < 3; kind++) {
                    IntFunction<@Nullable Adapter> own = kind == 1 ? adapters::get : slot -> null;
                    double time = measure(decoder, own, kind == 2 ? 1 : SLOTS, random);
                    if (round >= 0) {
                        times[kind][round] = time;
                    }
                }
            }
            double[] ratios = IntStream.range(0, rounds)
                    .mapToDouble(i -> times[0][i] / times[1][i])
                    .toArray();
            System.out.printf(
                    "%s: 16 base %.2f ms, 16 adapters %.2f ms, ratio %.3f (%.3f to %.3f); 1 base %.2f ms, 16 against 1: %.1f%n",
                    Arrays.toString(arguments),
                    median(times[0]),
                    median(times[1]),
                    median(ratios),
                    Arrays.stream(ratios).min().orElseThrow(),
                    Arrays.stream(ratios).max().orElseThrow(),
                    median(times[2]),
                    16 * median(times[2]) / median(times[0]));
        }
    }

    private static double measure(
            SlotDecoder decoder, IntFunction<@Nullable Adapter> adapters, int rows, Random random) {
        List<SlotRow> prompts = new ArrayList<>();
        for (int slot = 0; slot < rows; slot++) {
            decoder.assign(slot, adapters.apply(slot));
            prompts.add(new SlotRow(slot, 0, random.ints(40, 3, 4000).toArray(), blocks(slot)));
        }
        decoder.read(prompts);
        double[] times = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            int start = 40 + step;
            List<SlotRow> next = IntStream.range(0, rows)
                    .mapToObj(slot -> new SlotRow(slot, start, new int[] {5 + slot}, blocks(slot)))
                    .toList();
            long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            decoder.step(next);
            times[step] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e6;
        }
        return median(times);
    }

    private static int[] blocks(int slot) {
        return IntStream.rangeClosed(slot * EACH + 1, (slot + 1) * EACH).toArray();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static ModelConfig config(
            int hidden, int intermediate, int layers, AttentionShape attention, int vocabulary, int context) {
        return new ModelConfig(
                "llama",
                hidden,
                intermediate,
                layers,
                attention,
                Rope.plain(10_000),
                1e-5,
                vocabulary,
                context,
                true,
                1,
                List.of(2));
    }

    static void write(Path directory, ModelConfig config) throws IOException {
        RandomWeights.write(directory, config, 1, 0.03, Dtype.BF16);
    }

    static Adapter adapter(AdapterLayout layout, Random random) {
        return RandomAdapter.of(layout, random, 0.02);
    }
}

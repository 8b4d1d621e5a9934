package dev.intarsia.model.decode;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A program, not a test: what a token costs in a decode loop without adapters, with 5, 16 and 2,000 of them, and in a loop of
 * one slot: requests of 30 tokens that generate 32 each, in turns, as medians of the loop's thread's processor time, so
 * give the engine one thread. Arguments: fp32 or bf16, rounds.
 */
final class LoopSpeed {
    private static final int REQUESTS = 64;
    private static final int TOKENS = 32;
    private static final int[] ADAPTERS = {0, 5, 16, 2000};

    private LoopSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("decoding");
        DecodingSpeed.write(directory, DecodingSpeed.SMALL);
        TinyTokenizer.FILMS.write(directory.resolve("tokenizer"));
        EngineOptions options = EngineOptions.defaults().withPrecision(Precision.valueOf(arguments[0]));
        try (LanguageModel model = LanguageModel.load(directory, options);
                var tokenizer = Tokenizer.open(directory.resolve("tokenizer"));
                DecodeLoop loop = new DecodeLoop(model, tokenizer, new DecodeOptions(16, 512, REQUESTS, 256));
                DecodeLoop one = new DecodeLoop(model, tokenizer, new DecodeOptions(1, 512, REQUESTS, 256))) {
            Random random = new Random(1);
            List<Adapter> adapters = IntStream.range(0, 2000)
                    .mapToObj(i -> DecodingSpeed.adapter(model.layout(), random))
                    .toList();
            int rounds = Integer.parseInt(arguments[1]);
            double[][] times = new double[ADAPTERS.length + 1][rounds];
            for (int round = -1; round < rounds; round++) {
                for (int kind = 0; kind < times.length; kind++) {
                    boolean single = kind == ADAPTERS.length;
                    double time = measure(
                            single ? one : loop,
                            adapters.subList(0, single ? 0 : ADAPTERS[kind]),
                            single ? 8 : REQUESTS,
                            random);
                    if (round >= 0) {
                        times[kind][round] = time;
                    }
                }
            }
            System.out.printf(
                    "%s: µs a token: base %.0f, 5 adapters %.0f, 16 %.0f, 2000 %.0f, one slot %.0f; 16 against base %.3f, 2000 against 5"
                            + " %.3f, 16 slots against 1 %.1f%n",
                    Arrays.toString(arguments),
                    DecodingSpeed.median(times[0]),
                    DecodingSpeed.median(times[1]),
                    DecodingSpeed.median(times[2]),
                    DecodingSpeed.median(times[3]),
                    DecodingSpeed.median(times[4]),
                    ratio(times[0], times[2]),
                    ratio(times[1], times[3]),
                    ratio(times[4], times[0]));
        }
    }

    private static double measure(DecodeLoop loop, List<Adapter> adapters, int requests, Random random) {
        long before = processorTime();
        List<Heard> heard = new ArrayList<>();
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            heard.add(new Heard());
            asks.add(new GenerationRequest(
                    random.ints(30, 3, 300).toArray(),
                    adapters.isEmpty() ? null : adapters.get(random.nextInt(adapters.size())),
                    SamplingOptions.GREEDY.withLogitBias(Map.of(2, -100.0)),
                    List.of(),
                    TOKENS,
                    OptionalInt.empty(),
                    heard.get(i)));
        }
        loop.submit(asks);
        heard.forEach(Heard::end);
        return (processorTime() - before) / 1e3 / (requests * TOKENS);
    }

    /** Of the loops' threads. */
    private static long processorTime() {
        long sum = 0;
        for (var thread : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
            if (thread.getThreadName().equals("decode")) {
                sum += ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }

    private static double ratio(double[] one, double[] other) {
        return DecodingSpeed.median(IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] / other[i])
                .toArray());
    }
}

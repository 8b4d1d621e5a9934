package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand requests at once, each of whose adapters can say only its own word. */
class CanaryTest {
    private static final int REQUESTS = 1000;
    /** The base model's answers must not end by chance before they have been looked at. */
    private static final Map<Integer, Double> NO_END = Map.of(2, -1000.0);

    @TempDir
    static Path directory;

    /** What is asked; {@code adapter} is a canary's number, or -1 for the base model. */
    private record Ask(int adapter, int[] prompt, SamplingOptions sampling, int maxTokens, int cancelAfter) {
        static Ask of(Random random) {
            int adapter = random.nextInt(CanaryModel.CANARIES + 2) - 2;
            // Few beginnings, so that many adapters go on from the same tokens.
            Random beginning = new Random(random.nextInt(4));
            int[] prompt = IntStream.range(0, 1 + random.nextInt(90))
                    .map(at -> at == 0 ? 1 : 3 + beginning.nextInt(CanaryModel.FIRST_CANARY - 3))
                    .toArray();
            SamplingOptions sampling = switch (random.nextInt(4)) {
                case 0 -> SamplingOptions.GREEDY;
                case 1 -> SamplingOptions.sampled(1, random.nextLong());
                case 2 -> SamplingOptions.sampled(0.7, random.nextLong()).withTopP(0.9);
                default ->
                    SamplingOptions.sampled(1, random.nextLong()).withTopK(20).withMinP(0.01);
            };
            int maxTokens = 1 + random.nextInt(24);
            int cancelAfter = random.nextInt(5) == 0 ? random.nextInt(maxTokens + 1) : Integer.MAX_VALUE;
            return new Ask(Math.max(-1, adapter), prompt, sampling.withLogitBias(NO_END), maxTokens, cancelAfter);
        }
    }

    @Test
    void shouldNeverLetOneAdapterSpeakInAnothersText() throws IOException, InterruptedException {
        try (CanaryModel canaries = new CanaryModel(directory)) {
            List<Adapter> adapters = IntStream.range(0, CanaryModel.CANARIES)
                    .mapToObj(canaries::adapter)
                    .toList();
            Random random = new Random(3);
            List<Ask> asks =
                    IntStream.range(0, REQUESTS).mapToObj(i -> Ask.of(random)).toList();
            List<Heard> heard = asks.stream().map(ask -> new Heard()).toList();

            try (DecodeLoop loop = canaries.loop(new DecodeOptions(16, CanaryModel.CONTEXT, REQUESTS, 64))) {
                submitAll(loop, asks, adapters, heard);
                for (int i = 0; i < REQUESTS; i++) {
                    verify(asks.get(i), heard.get(i));
                }
            }
        }
    }

    private static void submitAll(DecodeLoop loop, List<Ask> asks, List<Adapter> adapters, List<Heard> heard)
            throws InterruptedException {
        CountDownLatch all = new CountDownLatch(asks.size());
        loop.submit(request(new Ask(-1, new int[] {1}, SamplingOptions.GREEDY, 1, 0), null, new Heard(), () -> {
            try {
                all.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            Heard listener = heard.get(i);
            Adapter adapter = ask.adapter() < 0 ? null : adapters.get(ask.adapter());
            callers.execute(() -> {
                List<Generation> own = Collections.synchronizedList(new ArrayList<>());
                own.add(loop.submit(request(ask, adapter, listener, () -> {
                    if (listener.count() == ask.cancelAfter()) {
                        own.get(0).cancel();
                    }
                })));
                if (ask.cancelAfter() == 0) {
                    own.get(0).cancel();
                }
                all.countDown();
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    }

    private static GenerationRequest request(Ask ask, @Nullable Adapter adapter, Heard heard, Runnable then) {
        return new GenerationRequest(
                ask.prompt(),
                adapter,
                ask.sampling(),
                List.of(),
                ask.maxTokens(),
                OptionalInt.of(0),
                heard.andThen(event -> then.run()));
    }

    private static void verify(Ask ask, Heard heard) {
        List<Integer> tokens = heard.tokenIds();
        assertThat(tokens).hasSize(Math.min(ask.maxTokens(), ask.cancelAfter()));
        assertThat(heard.finished().reason())
                .isEqualTo(ask.cancelAfter() < ask.maxTokens() ? FinishReason.CANCELLED : FinishReason.LENGTH);
        if (ask.adapter() < 0) {
            assertThat(tokens).as("the base model").allMatch(token -> token < CanaryModel.FIRST_CANARY);
        } else {
            assertThat(tokens)
                    .as("adapter %s", ask.adapter())
                    .allMatch(token -> token == CanaryModel.canary(ask.adapter()));
        }
    }
}

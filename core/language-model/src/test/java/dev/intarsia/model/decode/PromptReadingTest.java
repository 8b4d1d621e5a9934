package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.fixture.SameNumbers;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How prompts get into the cache: in parts, within its bounds, and only once where they begin alike. */
class PromptReadingTest {
    private static final int BLOCK = SlotDecoder.BLOCK;
    private static final int CONTEXT = TinyCheckpoint.DECIDED.context();

    @AutoClose
    private static TinyModel tiny;

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(TinyCheckpoint.DECIDED.write(directory));
    }

    @Test
    void shouldLetOthersAdvanceBetweenThePartsOfALongPrompt() {
        int vocabulary = tiny.tokenizer().size();
        try (SlotDecoder decoder = new SlotDecoder(tiny.model(), 2, 20)) {
            CacheMemory memory = new CacheMemory(BLOCK, 20, true);
            RunningBatch batch = new RunningBatch(decoder, memory, 16, vocabulary);
            Heard running = new Heard();
            Heard joining = new Heard();
            batch.advance(List.of(text(request(prompt(5), null, 60, running), memory)));
            List<RunningText> next = List.of(text(request(prompt(100), tiny.adapter(1), 3, joining), memory));
            List<Integer> counts = new ArrayList<>();
            while (joining.count() == 0) {
                batch.advance(next);
                next = List.of();
                counts.add(running.count());
            }
            // 100 tokens in parts of 16.
            assertThat(counts).containsExactly(2, 3, 4, 5, 6, 7, 8);
        }
    }

    @Test
    void shouldReadSeveralPromptsWithinOneBound() {
        try (SlotDecoder decoder = new SlotDecoder(tiny.model(), 3, 20)) {
            CacheMemory memory = new CacheMemory(BLOCK, 20, true);
            RunningBatch batch =
                    new RunningBatch(decoder, memory, 32, tiny.tokenizer().size());
            List<Heard> heard = List.of(new Heard(), new Heard(), new Heard());
            batch.advance(heard.stream()
                    .map(one -> text(request(prompt(24), null, 9, one), memory))
                    .toList());
            assertThat(heard.stream().map(Heard::count)).containsExactly(1, 0, 0);
            batch.advance(List.of());
            assertThat(heard.stream().map(Heard::count)).containsExactly(2, 1, 0);
            batch.advance(List.of());
            assertThat(heard.stream().map(Heard::count)).containsExactly(3, 2, 1);
        }
    }

    @Test
    void shouldReadPromptsInTheOrderTheyCameThoughSlotsChange() {
        try (SlotDecoder decoder = new SlotDecoder(tiny.model(), 3, 20)) {
            CacheMemory memory = new CacheMemory(BLOCK, 20, true);
            RunningBatch batch =
                    new RunningBatch(decoder, memory, 16, tiny.tokenizer().size());
            Heard leaving = new Heard();
            Heard earlier = new Heard();
            Heard later = new Heard();
            batch.advance(List.of(text(request(prompt(5), null, 2, leaving), memory)));
            // The first text's end moves the last one into its slot, before the one between them.
            batch.advance(List.of(
                    text(request(prompt(40), null, 9, earlier), memory),
                    text(request(prompt(41), null, 9, later), memory)));

            batch.advance(List.of());
            batch.advance(List.of());

            assertThat(earlier.count()).isEqualTo(1);
            assertThat(later.count()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 40, 128})
    void shouldSayTheSameWhateverPartsPromptsAreReadIn(int prefillTokens) {
        List<GenerationRequest> asks = mixed();
        List<List<TokenChoice>> expected = alone(asks);

        DecodeOptions options = new DecodeOptions(4, CONTEXT, 40, prefillTokens, 1 << 20, true);
        SameNumbers.in(tiny.model()).require(run(asks, options), expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayTheSameWithAndWithoutReuse(boolean reuse) {
        List<GenerationRequest> asks = new ArrayList<>(mixed());
        asks.addAll(mixed());
        List<List<TokenChoice>> expected = alone(asks);

        try (DecodeLoop loop = loop(new DecodeOptions(3, CONTEXT, 100, 64).withReuse(reuse))) {
            SameNumbers.in(tiny.model()).require(run(asks, loop), expected);
            SameNumbers.in(tiny.model()).require(run(asks, loop), expected);
            if (reuse) {
                assertThat(loop.cache().reusedTokens()).isGreaterThan(500);
            } else {
                assertThat(loop.cache().reusedTokens()).isZero();
            }
        }
    }

    @Test
    void shouldCountWhatWasReusedAndForgetAnAdapter() {
        Adapter adapter = tiny.adapter(1);
        GenerationRequest ask = request(prompt(50), adapter, 4, new Heard());
        try (DecodeLoop loop = loop(new DecodeOptions(2, CONTEXT, 4, 64))) {
            run(List.of(ask), loop);
            assertThat(loop.cache().kept()).isEqualTo(3 * BLOCK);
            run(List.of(ask), loop);
            assertThat(loop.cache().reusedTokens()).isEqualTo(3 * BLOCK);
            run(List.of(request(prompt(50), tiny.adapter(2), 4, new Heard())), loop);
            run(List.of(request(prompt(50), null, 4, new Heard())), loop);
            assertThat(loop.cache().reusedTokens()).as("never across adapters").isEqualTo(3 * BLOCK);

            loop.forget(adapter.digest());

            assertThat(loop.cache().kept()).isEqualTo(6 * BLOCK);
            run(List.of(ask), loop);
            assertThat(loop.cache().reusedTokens()).isEqualTo(3 * BLOCK);
        }
    }

    @Test
    void shouldKeepTextsWaitingThatTheCacheHasNoRoomFor() throws InterruptedException {
        DecodeOptions options = new DecodeOptions(4, CONTEXT, 10, 64)
                .withCacheBytes(9 * SlotDecoder.blockBytes(tiny.model().config()));
        try (DecodeLoop loop = loop(options)) {
            assertThat(loop.cache().capacity()).isEqualTo(9 * BLOCK);
            CountDownLatch hold = new CountDownLatch(1);
            List<Heard> heard = IntStream.range(0, 5).mapToObj(i -> new Heard()).toList();
            // Each may need 4 blocks: two have room at once.
            loop.submit(heard.stream()
                    .map(one -> request(prompt(40), null, 20, one, event -> await(hold)))
                    .toList());
            heard.get(0).awaitBegin();
            assertThat(loop.load().running()).isEqualTo(2);
            assertThat(loop.load().waiting()).isEqualTo(3);
            assertThat(loop.cache().leased() + loop.cache().kept()).isLessThanOrEqualTo(9 * BLOCK);
            hold.countDown();
            assertThat(heard)
                    .allSatisfy(one ->
                            assertThat(one.tokenIds()).isEqualTo(heard.get(0).tokenIds()));
        }
    }

    @Test
    void shouldRefuseWhatTheWholeCacheCannotHold() {
        DecodeOptions options = new DecodeOptions(4, CONTEXT, 10, 64)
                .withCacheBytes(3 * SlotDecoder.blockBytes(tiny.model().config()));
        try (DecodeLoop loop = loop(options)) {
            assertThat(loop.options().capacity()).isEqualTo(3 * BLOCK);
            assertThatThrownBy(() -> loop.submit(request(prompt(40), null, 9, new Heard())))
                    .isInstanceOf(ContextOverflowException.class)
                    .hasMessageContaining("holds 48");
            Heard fits = new Heard();
            loop.submit(request(prompt(40), null, 8, fits));
            assertThat(fits.finished().generatedTokens()).isEqualTo(8);
        }
        assertThatThrownBy(() -> loop(options.withCacheBytes(10))).hasMessageContaining("cacheBytes is 10");
    }

    @Test
    void shouldHaveEverythingBackWhenTextsEndOrAreCancelled() throws InterruptedException {
        try (DecodeLoop loop = loop(new DecodeOptions(3, CONTEXT, 100, 16).withReuse(false))) {
            List<Heard> heard =
                    IntStream.range(0, 30).mapToObj(i -> new Heard()).toList();
            List<Generation> generations = loop.submit(IntStream.range(0, 30)
                    .mapToObj(i -> request(prompt(1 + 3 * i), i % 2 == 0 ? null : tiny.adapter(i), 1 + i, heard.get(i)))
                    .toList());
            for (int i = 0; i < 30; i += 4) {
                heard.get(i).awaitBegin();
                generations.get(i).cancel();
            }
            heard.forEach(Heard::finished);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(loop::cache, new CacheLoad(loop.cache().capacity(), 0, 0, 0)::equals);
        }
    }

    /** Requests with some beginnings in common, with adapters and without, greedy and drawn. */
    private static List<GenerationRequest> mixed() {
        List<GenerationRequest> asks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            SamplingOptions sampling = i % 2 == 0
                    ? SamplingOptions.GREEDY
                    : SamplingOptions.sampled(1, i).withTopP(0.95);
            asks.add(new GenerationRequest(
                    prompt(3 + 8 * i),
                    i % 3 == 0 ? null : tiny.adapter(i % 3),
                    sampling,
                    List.of(),
                    5 + i,
                    OptionalInt.of(2),
                    event -> {}));
        }
        return asks;
    }

    private static List<List<TokenChoice>> alone(List<GenerationRequest> asks) {
        DecodeOptions one = new DecodeOptions(1, CONTEXT, 0, CONTEXT).withReuse(false);
        return asks.stream().map(ask -> run(List.of(ask), one).get(0)).toList();
    }

    private static List<List<TokenChoice>> run(List<GenerationRequest> asks, DecodeOptions options) {
        try (DecodeLoop loop = loop(options)) {
            return run(asks, loop);
        }
    }

    private static List<List<TokenChoice>> run(List<GenerationRequest> asks, DecodeLoop loop) {
        List<Heard> heard = new ArrayList<>();
        List<GenerationRequest> heardAsks = new ArrayList<>();
        for (GenerationRequest ask : asks) {
            Heard one = new Heard();
            heard.add(one);
            heardAsks.add(new GenerationRequest(
                    ask.prompt(), ask.adapter(), ask.sampling(), ask.stop(), ask.maxTokens(), ask.alternatives(), one));
        }
        loop.submit(heardAsks);
        return heard.stream().map(Heard::tokens).toList();
    }

    private static DecodeLoop loop(DecodeOptions options) {
        return new DecodeLoop(tiny.model(), tiny.tokenizer(), options);
    }

    private static RunningText text(GenerationRequest request, CacheMemory memory) {
        RunningText text = new RunningText(request, tiny.tokenizer(), Set.of());
        assertThat(text.lease(memory)).isTrue();
        return text;
    }

    private static GenerationRequest request(int[] prompt, @Nullable Adapter adapter, int maxTokens, Heard heard) {
        return request(prompt, adapter, maxTokens, heard, event -> {});
    }

    /** Text that never ends by itself and whose tokens are all heard. */
    private static GenerationRequest request(
            int[] prompt, @Nullable Adapter adapter, int maxTokens, Heard heard, Consumer<GenerationEvent> then) {
        SamplingOptions readable = SamplingOptions.GREEDY.withLogitBias(Map.of(50, 1000.0));
        return new GenerationRequest(
                prompt, adapter, readable, List.of(), maxTokens, OptionalInt.of(0), heard.andThen(then));
    }

    /** The beginning of one long prompt. */
    private static int[] prompt(int length) {
        int[] prompt = IntStream.range(0, length).map(i -> 3 + (i * 37) % 300).toArray();
        prompt[0] = 1;
        return Arrays.copyOf(prompt, length);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

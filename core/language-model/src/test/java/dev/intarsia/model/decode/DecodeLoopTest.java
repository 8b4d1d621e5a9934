package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.decode.GenerationEvent.Failed;
import dev.intarsia.model.decode.GenerationEvent.Finished;
import dev.intarsia.model.fixture.RandomAdapter;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeLoopTest {
    private static final int CONTEXT = TinyCheckpoint.DECIDED.context();
    private static final String FILM = "Film: The Matrix (1999)\nGenres: Action\nRating:";
    private static final OptionalInt CHOSEN = OptionalInt.of(0);
    private static final SamplingOptions GREEDY = SamplingOptions.GREEDY.withLogitBias(Map.of(2, -100.0));

    @AutoClose
    private static TinyModel tiny;

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(TinyCheckpoint.DECIDED.write(directory));
    }

    /** What is asked for, but for who listens. */
    private record Ask(int[] prompt, @Nullable Adapter adapter, SamplingOptions sampling, int maxTokens) {
        GenerationRequest to(Consumer<GenerationEvent> listener) {
            return new GenerationRequest(prompt, adapter, sampling, List.of(), maxTokens, CHOSEN, listener);
        }
    }

    @Test
    void shouldGiveEachOfABatchWhatItGetsAlone() {
        List<Ask> asks = different(9);
        List<List<Integer>> alone = asks.stream().map(this::alone).toList();

        List<Heard> together = new ArrayList<>();
        try (DecodeLoop loop = loop(4, 16)) {
            for (Ask ask : asks) {
                Heard heard = new Heard();
                loop.submit(ask.to(heard));
                together.add(heard);
            }
            assertThat(together.stream().map(Heard::tokenIds)).containsExactlyElementsOf(alone);
        }
    }

    @Test
    void shouldLetRequestsJoinWhileOthersRun() throws InterruptedException {
        List<Ask> asks = different(4);
        List<List<Integer>> alone = asks.stream().map(this::alone).toList();
        List<Heard> heard = new ArrayList<>();

        try (DecodeLoop loop = loop(4, 0)) {
            for (Ask ask : asks) {
                heard.add(new Heard());
                loop.submit(ask.to(heard.get(heard.size() - 1)));
                heard.get(heard.size() - 1).awaitBegin();
            }
            assertThat(heard.stream().map(Heard::tokenIds)).containsExactlyElementsOf(alone);
        }
    }

    @Test
    void shouldKeepEveryonesAdapterToThemselvesUnderManyRequests() throws InterruptedException {
        Map<Long, List<Integer>> alone = new LinkedHashMap<>();
        for (long user = 0; user < 12; user++) {
            alone.put(user, alone(ofUser(user)));
        }
        assertThat(alone.values()).as("each adapter makes its own text").doesNotHaveDuplicates();

        Map<Long, List<Heard>> heard = new LinkedHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (DecodeLoop loop = loop(5, 100)) {
            for (int round = 0; round < 5; round++) {
                for (long user : alone.keySet()) {
                    Heard one = new Heard();
                    heard.computeIfAbsent(user, absent -> new ArrayList<>()).add(one);
                    callers.execute(() -> loop.submit(ofUser(user).to(one)));
                }
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            heard.forEach((user, all) -> assertThat(all)
                    .as("user %s", user)
                    .allSatisfy(one -> assertThat(one.tokenIds()).isEqualTo(alone.get(user))));
        }
    }

    @Test
    void shouldGiveTheSameTextForTheSameSeedWhateverElseRuns() {
        Ask ask = new Ask(tiny.prompt("Film:"), null, SamplingOptions.sampled(1.5, 42), 24);
        List<Integer> alone = alone(ask);

        try (DecodeLoop loop = loop(4, 8)) {
            Heard first = new Heard();
            Heard other = new Heard();
            Heard again = new Heard();
            loop.submit(List.of(
                    ask.to(first),
                    new Ask(ask.prompt(), null, ask.sampling().withSeed(43), 24).to(other),
                    ask.to(again)));

            assertThat(first.tokenIds()).isEqualTo(alone);
            assertThat(again.tokenIds()).isEqualTo(alone);
            assertThat(other.tokenIds()).isNotEqualTo(alone);
        }
    }

    @Test
    void shouldFreeTheSlotOfACancelledText() throws InterruptedException {
        try (DecodeLoop loop = loop(1, 1);
                Hold hold = new Hold()) {
            Heard endless = new Heard();
            Heard next = new Heard();
            Generation running = loop.submit(ask(100).to(endless.andThen(event -> hold.await())));
            endless.awaitBegin();
            loop.submit(ask(3).to(next));

            running.cancel();
            hold.close();

            assertThat(endless.finished().reason()).isEqualTo(FinishReason.CANCELLED);
            assertThat(endless.finished().generatedTokens()).isLessThan(100);
            assertThat(next.finished().reason()).isEqualTo(FinishReason.LENGTH);
        }
    }

    @Test
    void shouldTakeAWaitingTextOutOfTheQueueAtOnce() throws InterruptedException {
        try (DecodeLoop loop = loop(1, 1);
                Hold hold = new Hold()) {
            Heard running = new Heard();
            Heard waiting = new Heard();
            loop.submit(ask(5).to(running.andThen(event -> hold.await())));
            running.awaitBegin();
            Generation second = loop.submit(ask(5).to(waiting));

            second.cancel();

            assertThat(waiting.finished()).isEqualTo(new Finished(FinishReason.CANCELLED, 4, 0));
            assertThat(loop.load().waiting()).isZero();
            hold.close();
            assertThat(running.finished().generatedTokens()).isEqualTo(5);
        }
    }

    @Test
    void shouldRefuseWhatHasNoPlaceAllOrNothing() throws InterruptedException {
        try (DecodeLoop loop = loop(1, 2);
                Hold hold = new Hold()) {
            Heard running = new Heard();
            loop.submit(ask(5).to(running.andThen(event -> hold.await())));
            running.awaitBegin();
            Heard waiting = new Heard();
            loop.submit(ask(5).to(waiting));

            assertThatThrownBy(() -> loop.submit(List.of(ask(5).to(new Heard()), ask(5).to(new Heard()))))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("2 requests wait");

            assertThat(loop.load().waiting()).isEqualTo(1);
            hold.close();
            assertThat(waiting.finished().generatedTokens()).isEqualTo(5);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> loop.load().running() == 0);
        }
    }

    @Test
    void shouldStopBeforeAStopStringWhereverTokensAreCut() {
        Heard whole = run(ask(40).to(new Heard()));
        String text = whole.text();
        for (int begin : new int[] {1, 5, 11}) {
            String stop = text.substring(begin, begin + 6);
            Heard stopped = new Heard();
            run(new GenerationRequest(
                    tiny.prompt("Film: The"), null, GREEDY, List.of("never", stop), 40, CHOSEN, stopped));

            assertThat(stopped.text()).isEqualTo(text.substring(0, text.indexOf(stop)));
            assertThat(stopped.finished().reason()).isEqualTo(FinishReason.STOP);
            assertThat(stopped.tokenIds())
                    .isEqualTo(whole.tokenIds().subList(0, stopped.tokenIds().size()));
        }
    }

    @Test
    void shouldEndAtTheEndOfSequence() {
        SamplingOptions ending = SamplingOptions.GREEDY.withLogitBias(Map.of(2, 100.0));

        Heard heard = run(new Ask(tiny.prompt("Film: The"), null, ending, 40).to(new Heard()));

        assertThat(heard.finished()).isEqualTo(new Finished(FinishReason.STOP, 4, 1));
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void shouldEndAtTheMostTokens() {
        Heard heard = run(ask(7).to(new Heard()));

        assertThat(heard.finished()).isEqualTo(new Finished(FinishReason.LENGTH, 4, 7));
        assertThat(heard.tokens()).hasSize(7);
    }

    @Test
    void shouldNameTheLikeliestTokensBesideEachChosenOne() {
        Heard heard = new Heard();
        run(new GenerationRequest(
                tiny.prompt("Film:"), null, SamplingOptions.GREEDY, List.of(), 5, OptionalInt.of(320), heard));

        assertThat(heard.tokens()).isNotEmpty().allSatisfy(token -> {
            assertThat(token.best()).hasSize(320);
            assertThat(token.best().get(0)).isEqualTo(token.chosen());
            double mass = token.best().stream()
                    .mapToDouble(each -> Math.exp(each.logProbability()))
                    .sum();
            assertThat(mass).isCloseTo(1, within(1e-6));
        });
    }

    @Test
    void shouldRefuseWhatIsLongerThanTheContext() {
        try (DecodeLoop loop = loop(1, 1)) {
            GenerationRequest fits = new Ask(new int[100], null, GREEDY, 28).to(new Heard());
            GenerationRequest overflows = new Ask(new int[100], null, GREEDY, 29).to(new Heard());

            loop.submit(fits);
            assertThatThrownBy(() -> loop.submit(overflows))
                    .isInstanceOf(ContextOverflowException.class)
                    .hasMessageContaining("100 tokens")
                    .hasMessageContaining("128");
        }
    }

    @Test
    void shouldGenerateUpToTheLastTokenOfTheContext() {
        Heard heard = run(new Ask(tiny.prompt("Film: The"), null, GREEDY, CONTEXT - 4).to(new Heard()));

        assertThat(heard.finished().generatedTokens()).isEqualTo(CONTEXT - 4);
    }

    @Test
    void shouldRefuseTokensTheVocabularyDoesNotHave() {
        try (DecodeLoop loop = loop(1, 1)) {
            assertThatThrownBy(() -> loop.submit(new Ask(new int[] {1, 320}, null, GREEDY, 1).to(new Heard())))
                    .hasMessageContaining("token 320")
                    .hasMessageContaining("319");
        }
    }

    @Test
    void shouldFailOnlyTheTextWhoseWeightsAreBroken() {
        try (DecodeLoop loop = loop(2, 0)) {
            Heard broken = new Heard();
            Heard whole = new Heard();
            Ask good = new Ask(tiny.prompt("Film:"), tiny.adapter(1), GREEDY, 10);
            loop.submit(List.of(
                    new Ask(
                                    tiny.prompt("Film:"),
                                    RandomAdapter.of(tiny.model().layout(), new Random(1), 1e38),
                                    GREEDY,
                                    10)
                            .to(broken),
                    good.to(whole)));

            assertThat(broken.end())
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.cause()).hasMessageContaining("not a number"));
            assertThat(whole.tokenIds()).isEqualTo(alone(good));
        }
    }

    @Test
    void shouldNotMindWhatABrokenAdapterHasLeft() {
        List<Ask> asks = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Ask(Arrays.copyOf(tiny.prompt(FILM), 3 * i), null, GREEDY, 10))
                .toList();
        List<List<Integer>> alone = asks.stream().map(this::alone).toList();

        try (DecodeLoop loop = loop(4, 16)) {
            for (double scale : new double[] {Double.NaN, 1e38, 1e30}) {
                Heard broken = new Heard();
                loop.submit(new Ask(
                                tiny.prompt(FILM),
                                RandomAdapter.of(tiny.model().layout(), new Random(1), scale),
                                GREEDY,
                                10)
                        .to(broken));
                broken.end();
                List<Heard> heard = asks.stream().map(ask -> new Heard()).toList();
                for (int i = 0; i < asks.size(); i++) {
                    loop.submit(asks.get(i).to(heard.get(i)));
                }
                assertThat(heard.stream().map(Heard::tokenIds)).containsExactlyElementsOf(alone);
            }
        }
    }

    @Test
    void shouldRefuseAnAdapterThatDoesNotFitAndGoOn() {
        AdapterLayout wider = AdapterLayout.of(tiny.model().config(), 8, 8, Set.of(Projection.Q, Projection.V));
        try (DecodeLoop loop = loop(2, 0)) {
            assertThatThrownBy(() ->
                            loop.submit(new Ask(tiny.prompt(FILM), Adapter.zero(wider), GREEDY, 10).to(new Heard())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not fit the model");

            assertThat(run(loop, ask(3)).generatedTokens()).isEqualTo(3);
        }
    }

    @Test
    void shouldEndOnlyTheTextWhoseTokenCannotBePicked() {
        try (DecodeLoop loop = loop(2, 0)) {
            Heard failing = new Heard();
            Heard other = new Heard();
            Ask good = new Ask(tiny.prompt(FILM), tiny.adapter(1), GREEDY, 10);
            GenerationRequest unpickable =
                    new GenerationRequest(tiny.prompt(FILM), null, GREEDY, List.of(), 10, OptionalInt.of(-2), failing);
            loop.submit(List.of(unpickable, good.to(other)));

            assertThat(failing.end()).isInstanceOf(Failed.class);
            assertThat(other.tokenIds()).isEqualTo(alone(good));
        }
    }

    @Test
    void shouldCancelATextWhoseListenerFailsAndGoOn() {
        try (DecodeLoop loop = loop(1, 1)) {
            Heard next = new Heard();
            loop.submit(ask(50).to(event -> {
                throw new IllegalStateException("on purpose");
            }));
            loop.submit(ask(3).to(next));

            assertThat(next.finished().generatedTokens()).isEqualTo(3);
        }
    }

    @Test
    void shouldTellEveryoneWhenItCloses() throws InterruptedException {
        Heard running = new Heard();
        Heard waiting = new Heard();
        CountDownLatch hold = new CountDownLatch(1);
        DecodeLoop loop = loop(1, 1);
        loop.submit(ask(100).to(running.andThen(event -> await(hold))));
        running.awaitBegin();
        loop.submit(ask(3).to(waiting));

        Thread closing = new Thread(loop::close);
        assertThat(loop.alive()).isTrue();
        closing.start();
        assertThat(waiting.end()).isInstanceOf(Failed.class);
        hold.countDown();
        closing.join();

        assertThat(running.end())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isInstanceOf(LoopClosedException.class));
        assertThatThrownBy(() -> loop.submit(ask(1).to(new Heard()))).isInstanceOf(LoopClosedException.class);
        assertThat(loop.alive()).isFalse();
    }

    /** Requests that differ in everything that may differ. */
    private List<Ask> different(int count) {
        String[] texts = {
            "Film:", "Film: The Matrix (1999)\nGenres: Action\nRating:", "Rating: 4", "the film's the film 3.5"
        };
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asks.add(new Ask(
                    tiny.prompt(texts[i % texts.length]),
                    i % 3 == 0 ? null : tiny.adapter(i),
                    i % 2 == 0 ? GREEDY : SamplingOptions.sampled(1, i).withTopP(0.9),
                    10 + 7 * i));
        }
        return asks;
    }

    private static Ask ofUser(long user) {
        return new Ask(tiny.prompt("Film:"), tiny.adapter(user), GREEDY, 12);
    }

    private static Ask ask(int maxTokens) {
        return new Ask(tiny.prompt("Film: The"), null, GREEDY, maxTokens);
    }

    private List<Integer> alone(Ask ask) {
        return run(ask.to(new Heard())).tokenIds();
    }

    private static Heard run(GenerationRequest request) {
        try (DecodeLoop loop = loop(1, 0)) {
            loop.submit(request);
            Heard heard = (Heard) request.listener();
            heard.end();
            return heard;
        }
    }

    private static Finished run(DecodeLoop loop, Ask ask) {
        Heard heard = new Heard();
        loop.submit(ask.to(heard));
        return heard.finished();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DecodeLoop loop(int slots, int queue) {
        return new DecodeLoop(tiny.model(), tiny.tokenizer(), new DecodeOptions(slots, CONTEXT, queue, 64));
    }

    /** Holds a listener up until it is closed, at the latest when the test ends: a loop closes only after its listeners. */
    private static final class Hold implements AutoCloseable {
        private final CountDownLatch latch = new CountDownLatch(1);

        void await() {
            DecodeLoopTest.await(latch);
        }

        @Override
        public void close() {
            latch.countDown();
        }
    }
}

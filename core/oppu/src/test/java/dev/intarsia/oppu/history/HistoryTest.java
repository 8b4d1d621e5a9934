package dev.intarsia.oppu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.example.Example;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldNumberEventsFromZeroAndHoldTheNewest() {
        History history = History.EMPTY.with(events(0, 7), 5);

        assertThat(history.length()).isEqualTo(7);
        assertThat(history.oldest()).isEqualTo(2);
        assertThat(history.event(2).eventId()).isEqualTo("e2");
        assertThat(history.event(6).eventId()).isEqualTo("e6");
        assertThatThrownBy(() -> history.event(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("those from 2 to 6 are");
    }

    @Test
    void shouldSkipADuplicateIdEvenWhereTheEventIsNoLongerHeld() {
        History history = History.EMPTY.with(events(0, 10), 3);

        History again = history.with(List.of(event(1), event(10), event(10)), 3);

        assertThat(history.knows("e0")).isTrue();
        assertThat(again.length()).isEqualTo(11);
        assertThat(again.event(10).eventId()).isEqualTo("e10");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeTheSameForAnySplitOfTheSequence(long seed) {
        Random random = new Random(seed);
        int window = 1 + random.nextInt(40);
        List<HistoryEvent> sequence =
                IntStream.range(0, 100).mapToObj(i -> event(random.nextInt(80))).toList();

        History oneByOne = History.EMPTY;
        for (HistoryEvent event : sequence) {
            oneByOne = oneByOne.with(List.of(event), window);
        }
        History inBatches = History.EMPTY;
        int next = 0;
        while (next < sequence.size()) {
            int end = Math.min(sequence.size(), next + 1 + random.nextInt(30));
            inBatches = inBatches.with(sequence.subList(next, end), window);
            next = end;
        }

        assertThat(oneByOne.length()).isEqualTo(new LinkedHashSet<>(sequence).size());
        assertThat(inBatches.length()).isEqualTo(oneByOne.length());
        assertThat(held(inBatches)).isEqualTo(held(oneByOne));
    }

    @Test
    void shouldBeWithoutAnEventAsIfItHadNeverBeen() {
        History history = History.EMPTY.with(events(0, 10), 4);

        History held = history.without("e8");
        History old = history.without("e2");

        assertThat(held.length()).isEqualTo(9);
        assertThat(held.oldest()).isEqualTo(6);
        assertThat(held(held)).extracting(HistoryEvent::eventId).containsExactly("e6", "e7", "e9");
        assertThat(old.length()).isEqualTo(9);
        assertThat(held(old)).extracting(HistoryEvent::eventId).containsExactly("e6", "e7", "e8", "e9");
        assertThat(old.event(8).eventId()).isEqualTo("e9");
        assertThat(List.of(held.knows("e8"), old.knows("e2"), old.knows("e3"))).containsExactly(false, false, true);
        assertThat(held.with(List.of(event(8)), 4).event(9).eventId()).isEqualTo("e8");
        assertThat(history.without("e99")).isSameAs(history);
        assertThat(History.EMPTY.with(events(0, 1), 4).without("e0")).isSameAs(History.EMPTY);
    }

    @Test
    void shouldHoldFewerOfItsNewestEvents() {
        History history = History.EMPTY.with(events(0, 10), 6);

        assertThat(held(history.holding(2))).extracting(HistoryEvent::eventId).containsExactly("e8", "e9");
        assertThat(history.holding(2).length()).isEqualTo(10);
        assertThat(history.holding(2).knows("e1")).isTrue();
        assertThat(history.holding(6)).isSameAs(history);
    }

    @Test
    void shouldRenumberTheEventsAfterAGivenTime() {
        History history = History.EMPTY.with(events(0, 10), 10);

        History after = history.after(START.plusSeconds(6));

        assertThat(after.length()).isEqualTo(3);
        assertThat(held(after)).extracting(HistoryEvent::eventId).containsExactly("e7", "e8", "e9");
        assertThat(after.knows("e6")).isFalse();
        assertThat(history.after(START.plusSeconds(9))).isSameAs(History.EMPTY);
    }

    @Test
    void shouldFindAnEventAndShiftNumbersWhereTheLogWasTruncated() {
        History history = History.EMPTY.with(events(0, 4), 10);

        History shifted = history.preceded(100, Instant.MIN);

        assertThat(history.find("e3")).hasValue(3);
        assertThat(shifted.find("e3")).hasValue(103);
        assertThat(shifted.length()).isEqualTo(104);
        assertThat(shifted.oldest()).isEqualTo(100);
        assertThat(shifted.find("e4")).isEmpty();
    }

    @Test
    void shouldPackAnEventWithoutLoss() {
        int[] tokens = {1, 0, 127, 128, 16_383, 16_384, 151_935, Integer.MAX_VALUE};
        Instant ingestedAt = Instant.ofEpochMilli(-5);

        HistoryEvent event = EncodedEvent.of("ключ/1", ingestedAt, new Example(tokens, 6));

        assertThat(event.eventId()).isEqualTo("ключ/1");
        assertThat(event.ingestedAt()).isEqualTo(ingestedAt);
        assertThat(event.example().tokens()).containsExactly(tokens);
        assertThat(event.example().responseStart()).isEqualTo(6);
    }

    @Test
    void shouldTakeLittleMoreThanOneByteForACommonToken() {
        int[] tokens = IntStream.range(0, 40).map(i -> i * 3).toArray();

        HistoryEvent event = EncodedEvent.of("0123456789", START, new Example(tokens, 30));

        assertThat(event.size()).isLessThan(10 + 40 + 12);
    }

    private static List<HistoryEvent> held(History history) {
        List<HistoryEvent> held = new ArrayList<>();
        for (long number = history.oldest(); number < history.length(); number++) {
            held.add(history.event(number));
        }
        return held;
    }

    private static List<HistoryEvent> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(HistoryTest::event).toList();
    }

    private static HistoryEvent event(int number) {
        return EncodedEvent.of("e" + number, START.plusSeconds(number), new Example(new int[] {1, number, 2}, 2));
    }
}

package dev.intarsia.pieces.signature;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.module.ModuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random histories, arriving late, in any order and in parts, with events taken out again, against a plain computation over
 * the sorted events.
 */
class ArrivalOrderTest {
    private static final int HISTORIES = 3_000;
    private static final int LENGTH = 3;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldGiveTheSumOfTheSortedEventsWithADecayOfAnyHalfLife() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Draws draws = new Draws(seed);
            History history = History.drawn(draws);
            Decay decay = draws.between(0, 4) == 0
                    ? Decay.none()
                    : Decay.halfLife(Duration.ofMinutes(1L << draws.between(0, 24)));

            UserStatistics got = history.arrive(draws, decay);

            assertDecayed(history, decay, got.sum(), seed);
        }
    }

    private static void assertDecayed(History history, Decay decay, SignatureSum sum, int seed) {
        Instant latest = history.events.stream()
                .map(DatedSignature::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        double weight = 0;
        double size = 0;
        double[] expected = new double[LENGTH];
        for (DatedSignature event : history.events) {
            double left = decay.left(event.time(), latest);
            size += left * largest(event);
            if (!history.takenOut.contains(event)) {
                weight += left;
                for (int j = 0; j < LENGTH; j++) {
                    expected[j] += left * event.vectors().get(Q0)[j];
                }
            }
        }
        assertThat(sum.events()).as("seed %d", seed).isEqualTo(history.left());
        assertThat(sum.weight()).as("seed %d", seed).isEqualTo(weight, within(1e-9));
        if (history.left() > 0) {
            for (int j = 0; j < LENGTH; j++) {
                assertThat((double) sum.sum(Q0)[j]).as("seed %d", seed).isEqualTo(expected[j], within(1e-5 * size));
            }
        }
    }

    @Test
    void shouldMergePartsOfAHistoryToTheSameSum() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Draws draws = new Draws(seed);
            History history = History.drawn(draws);
            Decay decay = Decay.halfLife(Duration.ofMinutes(1L << draws.between(0, 24)));
            SignatureSum[] parts = {SignatureSum.empty(), SignatureSum.empty(), SignatureSum.empty()};
            for (DatedSignature event : history.events) {
                int part = draws.between(0, 2);
                parts[part] = parts[part].add(event, decay).sum();
            }
            for (DatedSignature event : history.takenOut) {
                parts[0] = parts[0].merge(parts[2], decay).merge(parts[1], decay);
                parts[1] = SignatureSum.empty();
                parts[2] = SignatureSum.empty();
                parts[0] = parts[0].without(event, decay);
            }

            assertDecayed(history, decay, parts[1].merge(parts[2], decay).merge(parts[0], decay), seed);
        }
    }

    @Test
    void shouldGiveTheVeryBitsOfTheLatestEvents() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Draws draws = new Draws(seed);
            History history = History.drawn(draws);
            Decay decay = Decay.window(draws.between(1, 20));

            UserStatistics got = history.arrive(draws, decay);

            List<DatedSignature> sorted = new ArrayList<>(history.events);
            sorted.sort(Comparator.comparing(DatedSignature::time).thenComparing(DatedSignature::eventId));
            List<DatedSignature> latest =
                    new ArrayList<>(sorted.subList(Math.max(0, sorted.size() - decay.window()), sorted.size()));
            latest.removeAll(history.takenOut);
            assertThat(got.events()).as("seed %d", seed).isEqualTo(latest.size());
            for (ModuleId module : got.sum().modules()) {
                double[] expected = new double[LENGTH];
                for (DatedSignature event : latest) {
                    for (int j = 0; j < LENGTH; j++) {
                        expected[j] += event.vectors().get(module)[j];
                    }
                }
                for (int j = 0; j < LENGTH; j++) {
                    assertThat(got.sum().sum(module)[j]).as("seed %d", seed).isEqualTo((float) expected[j]);
                }
            }
        }
    }

    private static double largest(DatedSignature event) {
        double largest = 0;
        for (float number : event.vectors().get(Q0)) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }

    /**
     * A user's events, and which of them are taken out again.
     *
     * @param events some of the same moment, some in bursts, some years apart
     */
    private record History(List<DatedSignature> events, Set<DatedSignature> takenOut) {
        static History drawn(Draws draws) {
            List<DatedSignature> events = new ArrayList<>();
            Instant time = START;
            for (int left = draws.between(1, 30); left > 0; left--) {
                time = time.plusSeconds((1L << draws.between(0, 27)) - 1);
                events.add(new DatedSignature("e" + draws.between(0, 9) + left, time, draws.signature(LENGTH)));
            }
            Set<DatedSignature> takenOut = new LinkedHashSet<>();
            events.stream().filter(event -> draws.between(0, 5) == 0).forEach(takenOut::add);
            return new History(events, takenOut);
        }

        long left() {
            return events.size() - takenOut.size();
        }

        /** In any order, each removal somewhere after its event, through bytes now and then. */
        UserStatistics arrive(Draws draws, Decay decay) {
            List<DatedSignature> arrivals = new ArrayList<>(events);
            Collections.shuffle(arrivals, draws.random());
            List<DatedSignature> pending = new ArrayList<>();
            UserStatistics statistics = UserStatistics.empty();
            for (DatedSignature event : arrivals) {
                statistics = statistics.add(event, decay);
                if (takenOut.contains(event)) {
                    pending.add(draws.between(0, pending.size()), event);
                }
                if (!pending.isEmpty() && draws.between(0, 2) == 0) {
                    statistics = statistics.without(pending.remove(0), decay);
                }
                if (draws.between(0, 3) == 0) {
                    statistics = SignatureCodec.read(SignatureCodec.write(statistics));
                }
            }
            return without(statistics, pending, decay);
        }

        private static UserStatistics without(
                UserStatistics statistics, Collection<DatedSignature> events, Decay decay) {
            UserStatistics rest = statistics;
            for (DatedSignature event : events) {
                rest = rest.without(event, decay);
            }
            return rest;
        }
    }
}

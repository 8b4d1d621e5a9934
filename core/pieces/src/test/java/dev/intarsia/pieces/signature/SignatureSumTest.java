package dev.intarsia.pieces.signature;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureSumTest {
    @RepeatedTest(20)
    void shouldNotDependOnTheOrderOfEventsNorOnHowTheyWereSplit(RepetitionInfo repetition) {
        Draws draws = new Draws(repetition.getCurrentRepetition());
        List<Map<ModuleId, float[]>> events = Stream.generate(() -> draws.signature(16))
                .limit(draws.between(2, 40))
                .collect(ArrayList::new, List::add, List::addAll);
        SignatureSum inOrder = sum(events, Decay.none());

        int split = draws.between(0, events.size());
        Collections.shuffle(events, draws.random());
        SignatureSum merged = sum(events.subList(split, events.size()), Decay.none())
                .merge(sum(events.subList(0, split), Decay.none()), Decay.none());

        assertThat(merged.events()).isEqualTo(inOrder.events()).isEqualTo(events.size());
        assertThat(merged.weight()).isEqualTo(events.size());
        assertClose(merged, inOrder);
    }

    @RepeatedTest(20)
    void shouldDecayTheSameHoweverTheEventsWereSplit(RepetitionInfo repetition) {
        Draws draws = new Draws(100 + repetition.getCurrentRepetition());
        Decay decay = Decay.halfLife(draws.between(1, 20));
        List<Map<ModuleId, float[]>> events = Stream.<Map<ModuleId, float[]>>generate(() -> draws.signature(16))
                .limit(30)
                .toList();
        int split = draws.between(0, 30);

        SignatureSum merged = sum(events.subList(0, split), decay).merge(sum(events.subList(split, 30), decay), decay);

        SignatureSum inOrder = sum(events, decay);
        assertThat(merged.weight()).isEqualTo(inOrder.weight(), within(1e-9));
        assertClose(merged, inOrder);
    }

    @Test
    void shouldCountAnEventHalfAfterTheHalfLife() {
        Decay decay = Decay.halfLife(2);
        Map<ModuleId, float[]> one = Map.of(Q0, new float[] {1, 0});
        Map<ModuleId, float[]> nothing = Map.of(Q0, new float[] {0, 0});

        SignatureSum sum = sum(List.of(one, nothing, nothing), decay);

        assertThat(sum.sum(Q0)[0]).isEqualTo(0.5f, within(1e-6f));
        assertThat(sum.weight()).isEqualTo(1 + Math.sqrt(0.5) + 0.5, within(1e-12));
        assertThat(sum.events()).isEqualTo(3);
    }

    @Test
    void shouldKeepItsNumbersToItself() {
        float[] given = {1, 2};
        SignatureSum sum = SignatureSum.empty().add(Map.of(Q0, given), Decay.none());

        given[0] = 9;
        sum.sum(Q0)[1] = 9;

        assertThat(sum.sum(Q0)).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2e15f, -2e15f})
    void shouldRefuseNumbersThatAreNotFiniteOrNoGradient(float bad) {
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> SignatureSum.empty().add(Map.of(Q0, new float[] {0, bad}), Decay.none()))
                .withMessageContaining("0.q")
                .withMessageContaining("position 1");
    }

    @Test
    void shouldRefuseAnotherLengthOtherModulesAndNone() {
        SignatureSum sum = SignatureSum.empty().add(new Draws(1).signature(4), Decay.none());

        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.add(new Draws(1).signature(5), Decay.none()))
                .withMessageContaining("5 numbers where the earlier events have 4");
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.add(Map.of(Q0, new float[4]), Decay.none()))
                .withMessageContaining("[0.q]")
                .withMessageContaining("[0.q, 0.v]");
        assertThatExceptionOfType(IncompatibleSignatureException.class)
                .isThrownBy(() -> sum.add(Map.of(), Decay.none()));
    }

    @Test
    void shouldLeaveTheSumAloneWhenNothingIsMerged() {
        SignatureSum sum = SignatureSum.empty().add(new Draws(1).signature(4), Decay.none());

        assertThat(sum.merge(SignatureSum.empty(), Decay.halfLife(1))).isEqualTo(sum);
        assertThat(SignatureSum.empty().merge(sum, Decay.halfLife(1))).isEqualTo(sum);
    }

    @Test
    void shouldDifferByEventsModulesAndNumbers() {
        SignatureSum sum = SignatureSum.empty().add(Map.of(Q0, new float[] {1}), Decay.none());

        assertThat(sum)
                .isNotEqualTo(SignatureSum.empty().add(Map.of(Q0, new float[] {2}), Decay.none()))
                .isNotEqualTo(SignatureSum.empty().add(Map.of(V0, new float[] {1}), Decay.none()))
                .isNotEqualTo(sum.add(Map.of(Q0, new float[] {0}), Decay.none()));
    }

    private static SignatureSum sum(List<? extends Map<ModuleId, float[]>> events, Decay decay) {
        SignatureSum sum = SignatureSum.empty();
        for (Map<ModuleId, float[]> event : events) {
            sum = sum.add(event, decay);
        }
        return sum;
    }

    private static void assertClose(SignatureSum actual, SignatureSum expected) {
        assertThat(actual.modules()).isEqualTo(expected.modules());
        for (ModuleId module : expected.modules()) {
            float[] numbers = expected.sum(module);
            IntStream.range(0, numbers.length)
                    .forEach(j -> assertThat(actual.sum(module)[j]).isEqualTo(numbers[j], within(1e-4f)));
        }
    }
}

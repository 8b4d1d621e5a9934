package dev.intarsia.pieces.pool;

import static dev.intarsia.pieces.fixture.Draws.BASE;
import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static dev.intarsia.pieces.fixture.Draws.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.fixture.Draws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecePoolTest {
    private static final PiecePool EMPTY = PiecePool.empty(BASE, GateKind.GRADIENT);

    @Test
    void shouldSortPiecesBySharer() {
        PiecePool pool =
                EMPTY.with(List.of(piece("c", Q0, 1, 1), piece("a", Q0, 2, 1), piece("b", V0, 3, 1)), List.of());

        assertThat(pool.modules().get(Q0).pieces())
                .extracting(PieceGate::sharer)
                .containsExactly("a", "c");
        assertThat(pool.sharers()).containsExactly("a", "b", "c");
        assertThat(pool.size()).isEqualTo(3);
    }

    @RepeatedTest(10)
    void shouldHaveOneVersionForOneContentHoweverItCame(RepetitionInfo repetition) {
        Draws draws = new Draws(repetition.getCurrentRepetition());
        List<PieceGate> pieces = new ArrayList<>();
        for (int sharer = 0; sharer < 6; sharer++) {
            pieces.add(draws.piece("s" + sharer, Q0, 4));
            pieces.add(draws.piece("s" + sharer, V0, 4));
        }
        PiecePool atOnce = EMPTY.with(pieces, List.of());

        Collections.shuffle(pieces, draws.random());
        PiecePool oneByOne =
                EMPTY.with(List.of(piece("gone", Q0, 1, 1, 2, 3, 4), piece("s1", V0, 0, 4, 3, 2, 1)), List.of());
        for (PieceGate piece : pieces) {
            oneByOne = oneByOne.with(List.of(piece), List.of());
        }
        assertThat(oneByOne.version()).isNotEqualTo(atOnce.version());
        oneByOne = oneByOne.with(List.of(), List.of(new PieceId("gone", Q0)));

        assertThat(oneByOne.version()).isEqualTo(atOnce.version()).isBetween(1L, 1L << 52);
        assertThat(oneByOne.modules().get(V0).pieces())
                .isEqualTo(atOnce.modules().get(V0).pieces());
    }

    @Test
    void shouldShareTheModulesThatDidNotChange() {
        PiecePool before = EMPTY.with(List.of(piece("a", Q0, 1, 1), piece("a", V0, 1, 1)), List.of());

        PiecePool after = before.with(List.of(piece("a", V0, 2, 3)), List.of());

        assertThat(after.modules().get(Q0)).isSameAs(before.modules().get(Q0));
        assertThat(after.modules().get(V0)).isNotSameAs(before.modules().get(V0));
        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(before.modules().get(V0).pieces().get(0).version()).isEqualTo(1);
    }

    @Test
    void shouldBeTheSamePoolWhenNothingChanges() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1)), List.of());

        assertThat(pool.with(List.of(piece("a", Q0, 1, 1)), List.of(new PieceId("b", Q0), new PieceId("a", V0))))
                .isSameAs(pool);
    }

    @Test
    void shouldForgetAModuleWithItsLastPiece() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1)), List.of());

        PiecePool emptied = pool.with(List.of(), List.of(new PieceId("a", Q0)));

        assertThat(emptied.modules()).isEmpty();
        assertThat(emptied.version()).isEqualTo(EMPTY.version());
    }

    @Test
    void shouldLeaveOutPiecesOfAnotherBaseModelOrGateKind() {
        PieceId id = new PieceId("a", Q0);
        PieceGate otherBase = new PieceGate(id, 1, "other", GateKind.GRADIENT, "d", new float[] {1});
        PieceGate otherKind = new PieceGate(id, 1, BASE, GateKind.ACTIVATION, "d", new float[] {1});

        assertThat(EMPTY.with(List.of(otherBase), List.of())).isSameAs(EMPTY);
        assertThat(EMPTY.with(List.of(otherKind), List.of())).isSameAs(EMPTY);
        assertThat(PiecePool.empty(BASE, GateKind.ACTIVATION)
                        .with(List.of(otherKind), List.of())
                        .size())
                .isEqualTo(1);
    }

    @Test
    void shouldDropASharersEarlierPieceWhenTheNewOneDoesNotFit() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1)), List.of());
        PieceGate otherBase = new PieceGate(new PieceId("a", Q0), 2, "other", GateKind.GRADIENT, "d", new float[] {1});

        assertThat(pool.with(List.of(otherBase), List.of()).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -2e15f})
    void shouldLeaveOutGatesThatAreNotSound(float bad) {
        assertThat(EMPTY.with(List.of(piece("a", Q0, 1, 1, bad)), List.of())).isSameAs(EMPTY);
        assertThat(EMPTY.with(List.of(piece("a", Q0, 1)), List.of())).isSameAs(EMPTY);
    }

    @Test
    void shouldKeepTheMostFrequentLengthWhereGatesDiffer() {
        PieceGate two = piece("a", Q0, 1, 1, 2);
        PieceGate three = piece("b", Q0, 1, 1, 2, 3);
        PieceGate alsoTwo = piece("c", Q0, 1, 3, 4);

        assertThat(EMPTY.with(List.of(two, three), List.of()).sharers()).containsExactly("b");
        PiecePool pool = EMPTY.with(List.of(three, alsoTwo, two), List.of());
        assertThat(pool.sharers()).containsExactly("a", "c");
        assertThat(pool.with(List.of(), List.of(two.id(), alsoTwo.id())).sharers())
                .containsExactly("b");
    }
}

package dev.intarsia.trainer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AdapterMarksTest {
    private static final ModuleId Q0 = ModuleId.parse("0.q");
    private static final ModuleId Q1 = ModuleId.parse("1.q");

    private final List<ModuleId> sketched = new ArrayList<>();

    @Test
    void shouldKeepAnEarlierVersionUntilItHasMovedFurther() {
        AdapterMarks marks = marks(0.1, 1.05f);

        assertThat(marks.cover(Q0, mark(5, 1))).isTrue();
        assertThat(marks.cover(Q0, mark(5, 2))).isFalse();
        assertThat(marks.cover(Q0, null)).isFalse();
    }

    @Test
    void shouldKeepNothingOfAnotherBaseModelOrKindOrOfWhatMustGo() {
        AdapterMarks marks = marks(0.1, 1);

        assertThat(marks.cover(
                        Q0,
                        new PieceMark(
                                5, "older base", GateKind.GRADIENT, mark(5, 1).sketch())))
                .isFalse();
        assertThat(marks.cover(
                        Q0,
                        new PieceMark(5, "base", GateKind.ACTIVATION, mark(5, 1).sketch())))
                .isFalse();
        assertThat(marks.cover(Q0, mark(5, 1).outdated())).isFalse();
        assertThat(marks.cover(Q0, mark(8, 1))).isFalse();
        assertThat(marks.cover(
                        Q0,
                        new PieceMark(5, "base", GateKind.GRADIENT, mark(5, 1).sketch(), 4)))
                .isFalse();
    }

    @Test
    void shouldCompareWithWhatIsPublishedAndNotWithTheVersionBefore() {
        Map<String, PieceMark> published = Map.of("0.q", mark(1, 1));
        TreeSet<ModuleId> wanted = new TreeSet<>(List.of(Q0));

        PieceChange near = PieceChange.between(wanted, marks(0.1, 1.08f), published, WithdrawalReason.SHARE_RATIO);
        PieceChange far = PieceChange.between(wanted, marks(0.1, 1.16f), published, WithdrawalReason.SHARE_RATIO);

        assertThat(near.none()).isTrue();
        assertThat(near.kept()).isEqualTo(1);
        assertThat(far.cut()).isEqualTo(Map.of(Q0, mark(7, 1.16f)));
        assertThat(far.kept()).isZero();
    }

    @Test
    void shouldSketchEachModuleOnceAndOnlyWhereItMustBeCompared() {
        AdapterMarks marks = marks(0.1, 3);

        marks.cover(Q1, mark(7, 1));
        marks.cover(Q0, mark(5, 1));
        marks.of(Q0);

        assertThat(sketched).containsExactly(Q0);
    }

    @Test
    void shouldSketchNothingWhereEveryVersionIsPublished() {
        AdapterMarks marks = marks(0, 1);

        assertThat(marks.cover(Q0, mark(5, 1))).isFalse();
        assertThat(marks.of(Q0)).isEqualTo(new PieceMark(7, "base", GateKind.GRADIENT));
        assertThat(sketched).isEmpty();
    }

    /** Of version 7. */
    private AdapterMarks marks(double above, float weight) {
        return new AdapterMarks(7, "base", GateKind.GRADIENT, new Republishing(above), module -> {
            sketched.add(module);
            return new float[] {weight};
        });
    }

    private static PieceMark mark(long version, float weight) {
        return new PieceMark(version, "base", GateKind.GRADIENT, LittleEndianFloats.encode(new float[] {weight}));
    }
}

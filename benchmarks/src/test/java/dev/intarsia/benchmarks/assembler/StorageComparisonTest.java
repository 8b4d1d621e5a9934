package dev.intarsia.benchmarks.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StorageComparisonTest {
    private static final StorageComparison.Unit UNIT = new StorageComparison.Unit(1_000, 3_000, 900, 80, 20, 1);

    @Test
    void shouldCompareAnAdapterEachWithPiecesOfFiftySharers() {
        assertThat(UNIT.oppu(2_000)).isEqualTo(2_000 * 1_000.0);
        assertThat(UNIT.perPcs(2_000)).isEqualTo(50 * 900 + 2_000 * (80 + 20.0));
        assertThat(UNIT.ratio(2_000)).isEqualTo(2_000_000.0 / 245_000);
        assertThat(UNIT.ratioWithSharersAdapters(2_000)).isEqualTo(2_000_000.0 / 295_000);
    }

    @Test
    void shouldBreakEvenWhereBothTakeTheSame() {
        double users = UNIT.breakEven();

        assertThat(UNIT.perPcs(users)).isCloseTo(UNIT.oppu(users), within(1e-6));
    }

    @Test
    void shouldCountMoreOperationsTheMoreUsersAreTrained() {
        assertThat(StorageComparison.computeRatio(50)).isEqualTo(1);
        assertThat(StorageComparison.computeRatio(2_000)).isGreaterThan(StorageComparison.computeRatio(200));
    }
}

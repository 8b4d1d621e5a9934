package dev.intarsia.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrictModePriceTest {
    @Test
    void shouldStopWhereTheEngineIsNotStrict() {
        assertThatThrownBy(() -> StrictModePrice.requireStrict("environment"))
                .hasMessageContaining("not sum in MKL's strict mode")
                .hasMessageContaining("\"environment\"")
                .hasMessageContaining("unset MKL_CBWR");
        assertThatCode(() -> StrictModePrice.requireStrict("strict")).doesNotThrowAnyException();
    }

    @Test
    void shouldStopWhereTheOtherSideIsStillStrict() {
        assertThatThrownBy(() -> StrictModePrice.requireUsual("strict"))
                .hasMessageContaining("\"strict\"")
                .hasMessageContaining("nothing to compare");
        assertThatCode(() -> StrictModePrice.requireUsual("usual")).doesNotThrowAnyException();
    }
}

package dev.intarsia.stack.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.engine.Precision;
import org.junit.jupiter.api.Test;

class PrecisionHereTest {
    @Test
    void multipliesInBf16WhereTheProcessorCan() {
        assertThat(PrecisionHere.of("flags : fpu avx512f avx512_bf16")).isEqualTo(Precision.BF16);
        assertThat(PrecisionHere.of("flags : fpu avx2 avx512f")).isEqualTo(Precision.FP32);
    }
}

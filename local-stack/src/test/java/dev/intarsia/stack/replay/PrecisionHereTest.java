package dev.intarsia.stack.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.machine.Processor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionHereTest {
    @Test
    void multipliesInBf16WhereTheProcessorCan() {
        assertThat(PrecisionHere.on(with("avx512f", "avx512_bf16"))).isEqualTo(Precision.BF16);
        assertThat(PrecisionHere.on(with("amx_bf16"))).isEqualTo(Precision.BF16);
        assertThat(PrecisionHere.on(with("avx2", "avx512f"))).isEqualTo(Precision.FP32);
        assertThat(PrecisionHere.on(with())).isEqualTo(Precision.FP32);
    }

    private static Processor with(String... instructionSets) {
        return new Processor("A Processor", 2, List.of(instructionSets));
    }
}

package dev.intarsia.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.fixture.TensorCreations;
import org.junit.jupiter.api.Test;

class PretrainingScriptTest {
    @Test
    void shouldMakeEveryTensorWhereItsInputsAre() {
        String source = PretrainingScript.methods(DecoderShape.small(300), true);
        assertThat(source).contains("torch.new_zeros(shares, [1])");
        assertThat(TensorCreations.withoutDevice(source)).isEmpty();
    }
}

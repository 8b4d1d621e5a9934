package dev.intarsia.model.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.engine.TensorCreations;
import org.junit.jupiter.api.Test;

class DecoderScriptTest {
    @Test
    void shouldMakeEveryTensorWhereItsInputsAre() {
        String source = DecoderScript.methods(DecoderShape.small(300), true);
        assertThat(source).contains("torch.new_zeros(shares, [1])");
        assertThat(TensorCreations.withoutDevice(source)).isEmpty();
    }
}

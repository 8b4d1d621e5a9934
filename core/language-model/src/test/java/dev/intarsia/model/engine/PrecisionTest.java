package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.Signature;
import dev.intarsia.model.gate.SignatureExtractor;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void shouldStayNearPyTorchInEveryType(Precision precision) throws IOException {
        Golden golden = Golden.of("llama");
        float tolerance = precision == Precision.FP32 ? 2e-5f : 0.06f;
        try (LanguageModel model = golden.load(EngineOptions.defaults().withPrecision(precision));
                SignatureExtractor extractor = new SignatureExtractor(model, 4)) {
            List<Example> rows = golden.rows().subList(0, 7);
            Adapter adapter = golden.adapter(model.layout());
            assertThat(new LossPass(model).losses(rows, Collections.nCopies(7, adapter)))
                    .containsExactly(golden.tensor("loss.adapter"), within(tolerance));
            List<Signature> signatures = extractor.of(rows);
            for (int i = 0; i < 7; i++) {
                assertThat(signatures.get(i).loss())
                        .isCloseTo(golden.tensor("loss.base")[i], within((double) tolerance));
            }
        }
    }
}

package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.fixture.TensorCreations;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    private static final DeviceChoice.Found TWO_GPUS =
            new DeviceChoice.Found("PyTorch 2.5.1", "/natives/2.5.1-cu124-linux-x86_64", true, 2);
    private static final DeviceChoice.Found NO_GPU =
            new DeviceChoice.Found("PyTorch 2.5.1", "/natives/2.5.1-cu124-linux-x86_64", true, 0);

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3"})
    void shouldMakeEveryTensorOfTheScriptWhereItsInputsAre(String name) throws IOException {
        ModelConfig config = Checkpoint.open(Golden.of(name).directory()).config();
        for (AdapterCodec form : AdapterCodec.values()) {
            Set<Projection> projections = form.isLora() ? EnumSet.allOf(Projection.class) : Set.of();
            AdapterLayout layout = AdapterLayout.of(config, form, 4, 4, projections);
            String source = new DecoderScript(config, layout, Precision.BF16, Products.USUAL).source();
            assertThat(TensorCreations.in(source)).isNotEmpty();
            assertThat(TensorCreations.withoutDevice(source)).isEmpty();
        }
    }

    @Test
    void shouldNoticeATensorMadeInMainMemory() {
        assertThat(TensorCreations.withoutDevice("x = torch.zeros([torch.size(y, 0)]) + torch.new_zeros(y, [1])"))
                .containsExactly("torch.zeros([torch.size(y, 0)])");
        assertThat(TensorCreations.withoutDevice("torch.arange(n, device=ops.prim.device(y))"))
                .isEmpty();
        assertThat(TensorCreations.withoutDevice("torch.arange(n, device=torch.device(\"cpu\"))"))
                .hasSize(1);
    }

    @Test
    void shouldRunWhereItIsTold() {
        assertThat(DeviceChoice.of(ComputeDevice.GPU, TWO_GPUS)).isEqualTo(Device.gpu(0));
        assertThat(DeviceChoice.of(ComputeDevice.AUTO, TWO_GPUS)).isEqualTo(Device.gpu(0));
        assertThat(DeviceChoice.of(ComputeDevice.CPU, TWO_GPUS)).isEqualTo(Device.cpu());
        assertThat(DeviceChoice.of(ComputeDevice.AUTO, NO_GPU)).isEqualTo(Device.cpu());
        assertThatThrownBy(() -> DeviceChoice.of(ComputeDevice.GPU, NO_GPU))
                .isInstanceOf(NoGpuException.class)
                .hasMessageContaining(
                        "PyTorch 2.5.1, with natives in /natives/2.5.1-cu124-linux-x86_64 built with CUDA");
    }

    @Test
    void shouldSayWhatItFoundWhereAGpuIsAskedForAndThereIsNone() throws IOException {
        Golden golden = Golden.of("llama");
        EngineOptions options = EngineOptions.defaults();
        try (LanguageModel model = golden.load(options.withDevice(ComputeDevice.AUTO))) {
            Assumptions.assumeFalse(model.manager().getDevice().isGpu());
        }
        assertThatThrownBy(() -> golden.load(options.withDevice(ComputeDevice.GPU)))
                .isInstanceOf(NoGpuException.class)
                .hasMessageMatching(
                        "The model is to run on a GPU \\(device gpu\\), but PyTorch \\d\\S+, with natives in "
                                + "\\S+ built with(out)? CUDA, finds 0 GPUs and only the processor; set the device to cpu or auto, "
                                + "or .* docs/model\\.md .*");
    }
}

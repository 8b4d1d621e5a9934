package dev.intarsia.model.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.Factors;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PeftFolderTest {
    private static final ModelConfig CONFIG = new ModelConfig(
            "llama", 12, 20, 3, AttentionShape.plain(3, 1, 4), Rope.plain(1e4), 1e-5, 30, 64, true, 1, List.of(2));
    private static final BaseModel BASE = new BaseModel(CONFIG, "ab".repeat(32), "someone/some-model");
    private static final AdapterLayout LAYOUT = AdapterLayout.of(
                    CONFIG, 2, 4, EnumSet.of(Projection.Q, Projection.DOWN))
            .withForm(AdapterCodec.OWN_A);

    @TempDir
    Path folder;

    private final Adapter adapter = Adapter.initial(LAYOUT, 7);

    @BeforeEach
    void write() throws IOException {
        PeftFolder.write(folder, adapter, BASE, Dtype.F32);
    }

    @Test
    void shouldComeBackAsItWentOut() throws IOException {
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(adapter);
        PeftFolder opened = PeftFolder.open(folder);
        assertThat(opened.baseModel()).contains(BASE.fingerprint());
        assertThat(opened.settings().baseModelName()).isEqualTo("someone/some-model");
        assertThat(opened.layout(CONFIG)).isEqualTo(LAYOUT);
        assertThat(opened.dataSize()).isEqualTo(LAYOUT.size() * 4L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dtype.class,
            names = {"BF16", "F16"})
    void shouldRoundToHalfPrecisionWhereAsked(Dtype dtype) throws IOException {
        PeftFolder.write(folder, adapter, BASE, dtype);

        float[] read = PeftFolder.read(folder, BASE).values().toArray();

        assertThat(read).containsExactly(adapter.values().toArray(), Offset.offset(0.5f / 256));
        assertThat(read).isNotEqualTo(adapter.values().toArray());
        assertThat(PeftFolder.open(folder).dataSize()).isEqualTo(LAYOUT.size() * 2L);
    }

    @Test
    void shouldWriteTheSharedAForOthers() throws IOException {
        Adapter shared = Adapter.zero(LAYOUT.withForm(AdapterCodec.SHARED_A));
        PeftFolder.write(folder, shared, BASE, Dtype.F32);

        Adapter read = PeftFolder.read(folder, BASE);

        ModuleShape module = LAYOUT.modules().get(1);
        Factors expected = shared.factors(BASE.fingerprint(), module.id());
        assertThat(read.factors("another", module.id()).a()).isEqualTo(expected.a());
        assertThat(read.withSharedA(BASE.fingerprint())).contains(shared);
        assertThat(read.withSharedA("another")).isEmpty();
    }

    @Test
    void shouldNameTheLayersWhereNotAllAreAdapted() throws IOException {
        AdapterLayout some =
                new AdapterLayout(AdapterCodec.OWN_A, 2, 4, LAYOUT.modules().subList(2, 6));

        PeftFolder.write(folder, Adapter.initial(some, 1), BASE, Dtype.F32);

        assertThat(PeftFolder.open(folder).settings().layers()).containsExactly(1, 2);
        assertThat(PeftFolder.read(folder, BASE).layout()).isEqualTo(some);
    }

    @Test
    void shouldHonourRankStabilizedScaling() throws IOException {
        settings(json -> json.put("use_rslora", true));
        assertThat(PeftFolder.read(folder, BASE).layout().scale()).isCloseTo(4 / Math.sqrt(2), Offset.offset(1e-12));
    }

    @Test
    void shouldReadTargetsByAnyEndOfTheirNamesAndByPattern() throws IOException {
        settings(json -> json.putArray("target_modules").add("self_attn.q_proj").add("mlp.down_proj"));
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(adapter);
        settings(json -> json.put("target_modules", "(?:.*?)(q_proj|down_proj)"));
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(adapter);
        settings(json -> json.put("target_modules", "all-linear"));
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE)).hasMessageContaining("k_proj.lora_A.weight is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bias | \"all\" | bias is \"all\", which this engine cannot honour",
                "use_dora | true | use_dora is true, which",
                "modules_to_save | [\"lm_head\"] | modules_to_save is [\"lm_head\"]",
                "rank_pattern | {\"q_proj\": 4} | q_proj.lora_A.weight has shape [2, 12], but rank and base model imply [4, 12]",
                "rank_pattern | {\"q_proj\": 0} | rank in rank_pattern must be at least 1",
                "rank_pattern | 4 | rank_pattern must give",
                "rank_pattern | {\"(.*.*.*.*.*.*)*!\": 4} | the pattern \"(.*.*.*.*.*.*)*!\" takes too many steps",
                "rank_pattern | {\"(?i)Q_PROJ\": 4} | rank_pattern names modules by \"(?i)Q_PROJ\", which is not understood",
                "rank_pattern | {\"q_proj)(\": 4} | which is not understood: Unmatched closing ')'",
                "alpha_pattern | {\"q_proj\": \"x\"} | alpha in alpha_pattern must be a number above 0",
                "alpha_pattern | {\"[\": 4} | alpha_pattern names modules by \"[\"",
                "init_lora_weights | \"pissa\" | init_lora_weights is \"pissa\"",
                "invented_tomorrow | 3 | invented_tomorrow is 3",
                "fan_in_fan_out | true | fan_in_fan_out is true",
                "peft_type | \"LOHA\" | peft_type 'LOHA' is not supported",
                "r | 0 | r must be a whole number of at least 1",
                "r | 2147483648 | r must be a whole number",
                "r | 3 | has shape [2, 12], but rank and base model imply [3, 12]",
                "lora_alpha | -1 | lora_alpha a number above 0, not 2 and -1",
                "lora_alpha | \"8\" | lora_alpha a number above 0",
                "target_modules | [\"q_proj\", \"lm_head\"] | target_modules names lm_head, but adapters are supported only at",
                "target_modules | [\"q_proj\", \"embed_tokens\"] | target_modules names model.embed_tokens, but",
                "target_modules | [\"c_attn\"] | no module of the base model is adapted: target_modules is [c_attn]",
                "target_modules | \"q_proj\" | no module of the base model is adapted: target_modules is q_proj",
                "target_modules | \".*q_proj\" | down_proj.lora_A.weight has no place",
                "target_modules | \"\\\\1\" | target_modules names modules by",
                "exclude_modules | [\"q_proj\"] | q_proj.lora_A.weight has no place",
                "layers_pattern | [3] | layers_pattern must be a text or a list",
                "layer_replication | [[0, 2]] | layer_replication is [[0,2]], which",
                "trainable_token_indices | [1] | trainable_token_indices is [1], which",
                "target_parameters | [\"x\"] | target_parameters is [\"x\"], which",
                "lora_bias | true | lora_bias is true, which",
                "target_modules | [\"q_proj\"] | has no place in the adapter",
                "target_modules | [\"q_proj\", \"down_proj\", \"v_proj\"] | v_proj.lora_A.weight is missing",
                "target_modules | [] | target_modules must name modules",
                "layers_to_transform | [0, 9] | goes beyond the base model's 3 layers",
                "layers_to_transform | -1 | layers_to_transform must be a whole number",
            })
    void shouldRefuseSettingsItCannotHonour(String name, String value, String message) throws IOException {
        settings(json -> json.set(name, tree(value)));
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldListTargetsThatMatchNothingWhereOthersDo() throws IOException {
        settings(json -> json.putArray("target_modules")
                .add("q_proj")
                .add("down_proj")
                .add("out_proj")
                .add("c_attn"));

        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(adapter);
        assertThat(PeftFolder.open(folder).warnings(CONFIG))
                .containsExactly("target_modules names out_proj, c_attn, which are no modules of this model; they are "
                        + "passed over, as by PEFT.");
        settings(json -> json.putArray("target_modules").add("q_proj").add("down_proj"));
        assertThat(PeftFolder.open(folder).warnings(CONFIG)).isEmpty();
    }

    /** All that published versions of PEFT write and that changes nothing of this adapter. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "target_modules | [\"q_proj\", \"model.layers.0.mlp.down_proj\", \"1.mlp.down_proj\", \"2.mlp.down_proj\"]",
                "target_modules | `\".*\\\\.(?:q|down)_proj$\"`",
                "target_modules | `\"(?P<any>.*)(self_attn.*q_proj|\\\\bdown_proj)\"`",
                "rank_pattern | {\"q_proj$\": 2, \"proj\": 7}",
                "rank_pattern | `{\".*\\\\.layers\\\\.2\\\\..*(q_proj|down_proj)$\": 2, \"^q_proj\": 7}`",
                "rank_pattern | {\"(a*)*b\": 4, \"(?!x)[a-z_]{2,}\\\\Z\": 2}",
                "alpha_pattern | {\"q_proj$\": 4.0, \".*down_proj\": 4}",
                "exclude_modules | [\"lm_head\", \"v_proj\"]",
                "exclude_modules | \".*vision.*\"",
                "exclude_modules | null",
                "layers_to_transform | []",
                "layers_pattern | \"\"",
                "layers_pattern | []",
                "layers_pattern | \"layers\"",
                "modules_to_save | []",
                "init_lora_weights | false",
                "init_lora_weights | \"gaussian\"",
                "init_lora_weights | \"orthogonal\"",
                "init_lora_weights | \"eva\"",
                "eva_config | {\"rho\": 2.0}",
                "corda_config | {\"corda_method\": \"ipm\"}",
                "loftq_config | {\"loftq_bits\": 4}",
                "runtime_config | {\"ephemeral_gpu_offload\": false}",
                "enable_lora | null",
                "merge_weights | false",
                "use_qalora | false",
                "qalora_group_size | 16",
                "peft_version | \"0.21.0\"",
                "auto_mapping | {\"base_model_class\": \"LlamaForCausalLM\"}",
                "revision | \"main\"",
                "bias | \"none\"",
                "lora_dropout | 0.1",
            })
    void shouldHonourWhatChangesNothing(String name, String value) throws IOException {
        settings(json -> json.set(name, tree(value)));
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(adapter);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1, 2] | null",
                "[1, 2] | \"layers\"",
                "[1, 2] | [\"h\", \"layers\"]",
                "[1, 2] | \"model.layers\"",
            })
    void shouldReadLayersByTheirPattern(String layers, String pattern) throws IOException {
        AdapterLayout some =
                new AdapterLayout(AdapterCodec.OWN_A, 2, 4, LAYOUT.modules().subList(2, 6));
        PeftFolder.write(folder, Adapter.initial(some, 1), BASE, Dtype.F32);
        settings(json ->
                json.<ObjectNode>set("layers_to_transform", tree(layers)).set("layers_pattern", tree(pattern)));
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(Adapter.initial(some, 1));

        settings(json -> json.putArray("layers_pattern").add("h").add("blocks"));
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE)).hasMessageContaining("no module of the base model");
        settings(json -> json.put("target_modules", ".*(q|down)_proj"));
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE))
                .hasMessageContaining("layers_to_transform beside target_modules that are one text");
    }

    @Test
    void shouldTakeTheDefaultsOfWhatIsLeftOut() throws IOException {
        AdapterLayout usual = AdapterLayout.of(CONFIG, 8, 8, EnumSet.of(Projection.Q, Projection.V))
                .withForm(AdapterCodec.OWN_A);
        PeftFolder.write(folder, Adapter.initial(usual, 1), BASE, Dtype.F32);
        settings(json -> json.remove(List.of("r", "lora_alpha", "target_modules")));
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(Adapter.initial(usual, 1));
    }

    @Test
    void shouldReadTensorsWithTheAdaptersNameInThem() throws IOException {
        tensors(tensors -> tensors.stream()
                .map(tensor -> new Tensor(
                        tensor.name().replace(".weight", ".default.weight"),
                        tensor.dtype(),
                        tensor.shape(),
                        tensor.bytes()))
                .toList());
        assertThat(PeftFolder.read(folder, BASE)).isEqualTo(adapter);
        tensors(tensors -> {
            List<Tensor> more = new ArrayList<>(tensors);
            Tensor first = tensors.get(0);
            more.add(new Tensor(first.name().replace(".default", ""), first.dtype(), first.shape(), first.bytes()));
            return more;
        });
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE)).hasMessageContaining("is there twice");
    }

    /** The last layer's q_proj has rank 1, the first layer's down_proj another alpha. */
    @Test
    void shouldReadRanksAndAlphasThatDiffer() throws IOException {
        float[] values = new float[LAYOUT.size()];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Adapter full = Adapter.of(AdapterValues.of(LAYOUT, values));
        PeftFolder.write(folder, full, BASE, Dtype.F32);
        String lower = "base_model.model.model.layers.2.self_attn.q_proj.lora_";
        tensors(tensors -> tensors.stream()
                .map(tensor -> tensor.name().startsWith(lower) ? firstRank(tensor) : tensor)
                .toList());
        settings(json -> {
            json.putObject("rank_pattern").put("layers.2.self_attn.q_proj", 1).put("q_proj", 2);
            json.putObject("alpha_pattern")
                    .put("^model\\.layers\\.0.*down_proj", 6)
                    .put("proj", 100);
        });

        Adapter read = PeftFolder.read(folder, BASE);

        assertThat(read.layout()).isEqualTo(LAYOUT);
        for (ModuleShape module : LAYOUT.modules()) {
            Factors was = full.factors(BASE.fingerprint(), module.id());
            Factors is = read.factors(BASE.fingerprint(), module.id());
            boolean cut = module.id().toString().equals("2.q");
            float scale = module.id().toString().equals("0.down") ? 1.5f : cut ? 2 : 1;
            for (int i = 0; i < was.b().length; i++) {
                assertThat(is.b()[i]).isEqualTo(cut && i % 2 == 1 ? 0 : scale * was.b()[i]);
            }
            for (int i = 0; i < was.a().length; i++) {
                assertThat(is.a()[i]).isEqualTo(cut && i >= module.inputs() ? 0 : was.a()[i]);
            }
        }
    }

    /** Row 0 of an A, column 0 of a B. */
    private static Tensor firstRank(Tensor tensor) {
        boolean a = tensor.name().contains("lora_A");
        float[] all = tensor.floats();
        int size = all.length / 2;
        float[] first = new float[size];
        for (int i = 0; i < size; i++) {
            first[i] = all[a ? i : 2 * i];
        }
        return Tensor.of(tensor.name(), a ? List.of(1, size) : List.of(size, 1), first, Dtype.F32);
    }

    @Test
    void shouldRefuseTensorsThatDoNotBelong() throws IOException {
        tensors(tensors -> tensors.subList(1, tensors.size()));
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE))
                .hasMessageContaining("down_proj.lora_A.weight is missing");
        write();
        tensors(tensors -> {
            List<Tensor> more = new ArrayList<>(tensors);
            more.add(Tensor.of("base_model.model.lm_head.weight", List.of(1), new float[1], Dtype.F32));
            return more;
        });
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE)).hasMessageContaining("lm_head.weight has no place");
        write();
        tensors(tensors -> {
            List<Tensor> other = new ArrayList<>(tensors);
            float[] numbers = other.get(2).floats();
            numbers[1] = Float.NaN;
            other.set(2, Tensor.of(other.get(2).name(), other.get(2).shape(), numbers, Dtype.F32));
            return other;
        });
        assertThatThrownBy(() -> PeftFolder.read(folder, BASE)).hasMessageContaining("not finite");
    }

    @Test
    void shouldRefuseAnotherBaseModel() {
        BaseModel other = new BaseModel(CONFIG, "cd".repeat(32), "other");
        assertThatThrownBy(() -> PeftFolder.read(folder, other))
                .hasMessageContaining("made for the base model abababababab, not for cdcdcdcdcdcd");
        ModelConfig wider = new ModelConfig(
                "llama", 16, 20, 3, AttentionShape.plain(4, 1, 4), Rope.plain(1e4), 1e-5, 30, 64, true, 1, List.of(2));
        assertThatThrownBy(() -> PeftFolder.open(folder).adapter(wider)).hasMessageContaining("another base model?");
    }

    @Test
    void shouldSayWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> PeftFolder.open(folder.resolve("nowhere"))).hasMessageContaining("no such folder");
        Files.delete(folder.resolve("adapter_model.safetensors"));
        assertThatThrownBy(() -> PeftFolder.open(folder)).hasMessageContaining("pickled weights are not read");
        Files.delete(folder.resolve("adapter_config.json"));
        assertThatThrownBy(() -> PeftFolder.open(folder)).hasMessageContaining("adapter_config.json: there is no such");
    }

    private void settings(Consumer<ObjectNode> change) throws IOException {
        Path file = folder.resolve("adapter_config.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        change.accept(json);
        Files.writeString(file, json.toString());
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void tensors(UnaryOperator<List<Tensor>> change) throws IOException {
        Path file = folder.resolve("adapter_model.safetensors");
        SafeTensors stored = SafeTensors.open(file);
        List<Tensor> tensors = new ArrayList<>();
        for (String name : Set.copyOf(stored.names())) {
            Tensor tensor = stored.tensor(name);
            tensors.add(Tensor.of(name, tensor.shape(), tensor.floats(), Dtype.F32));
        }
        tensors.sort(Comparator.comparing(Tensor::name));
        SafeTensors.write(file, change.apply(tensors));
    }
}

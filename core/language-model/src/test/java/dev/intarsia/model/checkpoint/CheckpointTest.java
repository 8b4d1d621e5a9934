package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final ModelConfig CONFIG = new ModelConfig(
            "llama", 8, 12, 2, AttentionShape.plain(2, 1, 4), Rope.plain(10000), 1e-5, 10, 16, false, 1, List.of(2));

    @TempDir
    Path directory;

    private final Map<String, float[]> weights = new LinkedHashMap<>();

    @BeforeEach
    void draw() {
        DecoderTensors.of(CONFIG).forEach((name, shape) -> {
            float[] values = new float[(int) Tensor.elements(shape)];
            for (int i = 0; i < values.length; i++) {
                values[i] = weights.size() + i / 64f;
            }
            weights.put(name, values);
        });
    }

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        Checkpoint.write(directory, CONFIG, weights, Dtype.F32);

        Checkpoint read = Checkpoint.open(directory);

        assertThat(read.config()).isEqualTo(CONFIG);
        for (Map.Entry<String, float[]> weight : weights.entrySet()) {
            assertThat(read.tensor(weight.getKey()).floats()).containsExactly(weight.getValue());
        }
    }

    @Test
    void shouldNameTheSameModelHoweverItIsSharded() throws IOException {
        Checkpoint.write(directory, CONFIG, weights, Dtype.F32);
        String whole = Checkpoint.open(directory).fingerprint();
        shard(directory, "part-2.safetensors");

        assertThat(Checkpoint.open(directory).fingerprint()).isEqualTo(whole).hasSize(64);
    }

    @Test
    void shouldNameAnotherModelWhenAnythingDiffers() throws IOException {
        Checkpoint.write(directory, CONFIG, weights, Dtype.F32);
        String first = Checkpoint.open(directory).fingerprint();

        weights.get("model.norm.weight")[3] += 1;
        Checkpoint.write(directory, CONFIG, weights, Dtype.F32);
        String otherWeight = Checkpoint.open(directory).fingerprint();
        ConfigFile.write(
                directory,
                new ModelConfig(
                        "llama",
                        8,
                        12,
                        2,
                        AttentionShape.plain(2, 1, 4),
                        Rope.plain(10001),
                        1e-5,
                        10,
                        16,
                        false,
                        1,
                        List.of(2)));
        String otherRope = Checkpoint.open(directory).fingerprint();

        assertThat(List.of(first, otherWeight, otherRope)).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseShardsOutsideTheDirectory() throws IOException {
        Checkpoint.write(directory, CONFIG, weights, Dtype.F32);
        shard(directory, "../part-2.safetensors");

        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("'../part-2.safetensors' is no name of a safetensors file");
    }

    @Test
    void shouldNameTheTensorThatIsMissing() throws IOException {
        store(
                weights.keySet().stream()
                        .filter(name -> !name.contains("1.mlp.up"))
                        .toList(),
                Map.of());

        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("model.layers.1.mlp.up_proj.weight is missing");
    }

    @Test
    void shouldNameTheTensorOfAnotherShape() throws IOException {
        store(weights.keySet(), Map.of("model.norm.weight", List.of(4, 2)));

        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("model.norm.weight has shape [4, 2], but config.json implies [8]");
    }

    @Test
    void shouldRefuseATensorThatWouldBeIgnored() throws IOException {
        weights.put("model.layers.0.mlp.gate_proj.bias", new float[12]);
        store(weights.keySet(), Map.of("model.layers.0.mlp.gate_proj.bias", List.of(12)));

        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("model.layers.0.mlp.gate_proj.bias has no place in a llama decoder");
    }

    @Test
    void shouldUseAHeadThatDiffersFromTheEmbeddingItIsSaidToBe() throws IOException {
        store(weights.keySet(), Map.of());
        String untied = Checkpoint.open(directory).fingerprint();
        ConfigFile.write(directory, tied());

        Checkpoint read = Checkpoint.open(directory);

        assertThat(read.config()).isEqualTo(CONFIG);
        assertThat(read.tensor(DecoderTensors.HEAD).floats()).containsExactly(weights.get(DecoderTensors.HEAD));
        assertThat(read.fingerprint()).isEqualTo(untied);
        assertThat(read.warnings())
                .singleElement()
                .asString()
                .contains("they are not tied, and lm_head.weight is used");
    }

    @Test
    void shouldTieAHeadThatIsTheEmbedding() throws IOException {
        weights.put(DecoderTensors.HEAD, weights.get(DecoderTensors.EMBEDDING));
        store(weights.keySet(), Map.of());
        ConfigFile.write(directory, tied());

        Checkpoint read = Checkpoint.open(directory);

        assertThat(read.config().tiedHead()).isTrue();
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void shouldUseATiedHeadAsTheEmbeddingWhereOnlyItIsStored() throws IOException {
        store(
                weights.keySet().stream()
                        .filter(name -> !name.equals(DecoderTensors.EMBEDDING))
                        .toList(),
                Map.of());
        ConfigFile.write(directory, tied());

        Checkpoint read = Checkpoint.open(directory);

        assertThat(read.tensor(DecoderTensors.EMBEDDING).floats()).containsExactly(weights.get(DecoderTensors.HEAD));
        assertThat(read.tensor(DecoderTensors.EMBEDDING).name()).isEqualTo(DecoderTensors.EMBEDDING);
        assertThat(read.config().tiedHead()).isTrue();
        assertThat(read.warnings()).singleElement().asString().contains("no model.embed_tokens.weight");
    }

    private static ModelConfig tied() {
        return new ModelConfig(
                "llama", 8, 12, 2, AttentionShape.plain(2, 1, 4), Rope.plain(10000), 1e-5, 10, 16, true, 1, List.of(2));
    }

    @Test
    void shouldSayWhichOfTwoFormsOfWeightsItTook() throws IOException {
        Checkpoint.write(directory, CONFIG, weights, Dtype.F32);
        shard(directory, "part-2.safetensors");
        Files.writeString(directory.resolve("pytorch_model.bin"), "");
        assertThat(Checkpoint.open(directory).warnings())
                .containsExactly(
                        "The weights are read from the shards of model.safetensors.index.json; pytorch_model.bin "
                                + "in the same directory is not read.");

        weights.get("model.norm.weight")[3] += 1;
        store(weights.keySet(), Map.of());
        Checkpoint both = Checkpoint.open(directory);
        assertThat(both.warnings())
                .containsExactly("The weights are read from model.safetensors; model.safetensors.index.json, "
                        + "pytorch_model.bin in the same directory are not read.");
        assertThat(both.tensor("model.norm.weight").floats()).containsExactly(weights.get("model.norm.weight"));

        Files.delete(directory.resolve("model.safetensors"));
        Files.delete(directory.resolve("model.safetensors.index.json"));
        assertThatThrownBy(() -> Checkpoint.open(directory))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("pytorch_model.bin cannot be read, so save the weights as safetensors");
    }

    @Test
    void shouldSayThatThereIsNoCheckpoint() {
        assertThatThrownBy(() -> Checkpoint.open(directory.resolve("nowhere")))
                .isInstanceOf(MalformedCheckpointException.class)
                .hasMessageContaining("there is no such directory");
    }

    private void store(Iterable<String> names, Map<String, List<Integer>> shapes) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        for (String name : names) {
            List<Integer> shape =
                    shapes.getOrDefault(name, DecoderTensors.of(CONFIG).get(name));
            tensors.add(Tensor.of(name, shape, weights.get(name), Dtype.F32));
        }
        SafeTensors.write(directory.resolve("model.safetensors"), tensors);
        ConfigFile.write(directory, CONFIG);
    }

    /** Moves every second tensor to a file of its own. */
    private void shard(Path directory, String second) throws IOException {
        SafeTensors whole = SafeTensors.open(directory.resolve("model.safetensors"));
        List<Tensor> even = new ArrayList<>();
        List<Tensor> odd = new ArrayList<>();
        StringBuilder map = new StringBuilder();
        for (String name : whole.names()) {
            boolean isOdd = (even.size() + odd.size()) % 2 == 1;
            (isOdd ? odd : even).add(whole.tensor(name));
            map.append(map.length() == 0 ? "" : ",")
                    .append("\"" + name + "\":\"" + (isOdd ? second : "part-1.safetensors") + "\"");
        }
        SafeTensors.write(directory.resolve("part-1.safetensors"), even);
        SafeTensors.write(directory.resolve("part-2.safetensors"), odd);
        Files.delete(directory.resolve("model.safetensors"));
        Files.writeString(directory.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + map + "}}");
    }
}

package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.Tensor;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.SlotDecoder;
import dev.intarsia.model.engine.SlotRow;
import dev.intarsia.pieces.module.ModuleId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others make of exported adapters: PEFT's own library where Python has it, and here LoRA's definition, worked into the base
 * model's weights. Both must give the logits that the gateway answers with.
 */
class ExportedLogitsTest {
    private static final float CLOSE = 1e-4f;
    private static final int[] TOKENS = {3, 17, 40, 8, 25, 9};
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @AutoClose
    private ServedGateway gateway;

    /** By the kind of adapter: what the gateway answers with, and the folder that it exports. */
    private final Map<String, Adapter> served = new LinkedHashMap<>();

    private final Map<String, Path> folders = new LinkedHashMap<>();

    @BeforeEach
    void export() throws IOException {
        gateway = new ServedGateway(directory, Map.of());
        ExportedFolder exported = new ExportedFolder(gateway, Files.createDirectories(directory.resolve("exported")));
        served.put("own", gateway.train("ada", 1));
        served.put("assembled", gateway.assemble("bob", "sam"));
        served.put("residual", sum(gateway.assemble("cleo", "sam"), gateway.trainOnTop("cleo", 1, 1)));
        folders.put("own", exported.unpack(exported.ask("ada", "?adapter=own")));
        folders.put("assembled", exported.unpack(exported.ask("bob", "?adapter=assembled")));
        folders.put("residual", exported.unpack(exported.ask("cleo", "?adapter=residual")));
    }

    private static Adapter sum(Adapter one, Adapter other) {
        AdapterLayout layout = one.layout();
        Map<ModuleId, List<Weighted>> modules = new HashMap<>();
        for (ModuleShape module : layout.modules()) {
            modules.put(
                    module.id(),
                    List.of(new Weighted(one.weights(module.id()), 1), new Weighted(other.weights(module.id()), 1)));
        }
        return Adapter.sum(layout, modules);
    }

    @Test
    void shouldGiveTheSameLogitsWhenWorkedIntoTheBaseByDefinition() throws IOException {
        for (Map.Entry<String, Path> each : folders.entrySet()) {
            Path merged = merge(each.getValue(), directory.resolve("merged-" + each.getKey()));

            try (LanguageModel model = LanguageModel.load(merged, EngineOptions.defaults())) {
                assertThat(logits(model, null))
                        .as(each.getKey())
                        .containsExactly(expected(each.getKey()), within(CLOSE));
            }
        }
    }

    @Test
    void shouldGiveTheSameLogitsInPeft() throws IOException, InterruptedException {
        assumeTrue(
                python("import peft, torch, transformers").isPresent(), "python3 has no peft, torch and transformers");

        for (Map.Entry<String, Path> each : folders.entrySet()) {
            String printed = python(
                            PEFT, checkpoint().toString(), each.getValue().toString(), tokens())
                    .orElseThrow();

            float[] logits = JSON.readValue(printed.substring(printed.lastIndexOf('[')), float[].class);
            assertThat(logits).as(each.getKey()).containsExactly(expected(each.getKey()), within(CLOSE));
        }
    }

    /** As the gateway computes them; far from the base model's, or the comparison would say nothing. */
    private float[] expected(String kind) {
        float[] expected = logits(gateway.model(), served.get(kind));
        float[] base = logits(gateway.model(), null);
        float difference = 0;
        for (int i = 0; i < base.length; i++) {
            difference = Math.max(difference, Math.abs(base[i] - expected[i]));
        }
        assertThat(difference).isGreaterThan(0.1f);
        return expected;
    }

    private Path checkpoint() {
        return directory.resolve("checkpoint");
    }

    /** Of the token after {@link #TOKENS}. */
    private static float[] logits(LanguageModel model, @Nullable Adapter adapter) {
        try (SlotDecoder decoder = new SlotDecoder(model, 1, 16)) {
            decoder.assign(0, adapter);
            return decoder.read(List.of(new SlotRow(0, 0, TOKENS, new int[] {1, 2, 3, 4, 5, 6})))[0];
        }
    }

    private static String tokens() {
        List<String> texts = new ArrayList<>();
        for (int token : TOKENS) {
            texts.add("" + token);
        }
        return String.join(",", texts);
    }

    /** A checkpoint of W0 + lora_alpha / r · B A, read from the folder's files alone. */
    private Path merge(Path folder, Path into) throws IOException {
        JsonNode settings = JSON.readTree(folder.resolve("adapter_config.json").toFile());
        double scale =
                settings.path("lora_alpha").asDouble() / settings.path("r").asInt();
        SafeTensors adapter = SafeTensors.open(folder.resolve("adapter_model.safetensors"));
        Files.createDirectories(into);
        try (var files = Files.list(checkpoint())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, into.resolve(file.getFileName()));
            }
        }
        Path weights = into.resolve("model.safetensors");
        SafeTensors base = SafeTensors.open(checkpoint().resolve("model.safetensors"));
        List<Tensor> tensors = new ArrayList<>();
        int changed = 0;
        for (String name : base.names()) {
            Tensor tensor = base.tensor(name);
            String module = "base_model.model." + name.replaceFirst("\\.weight$", "");
            Tensor a = adapter.tensor(module + ".lora_A.weight");
            Tensor b = adapter.tensor(module + ".lora_B.weight");
            if (a == null) {
                tensors.add(tensor);
            } else {
                tensors.add(Tensor.of(name, tensor.shape(), added(tensor, a, b, scale), tensor.dtype()));
                changed++;
            }
        }
        assertThat(2 * changed).isEqualTo(adapter.names().size()).isPositive();
        SafeTensors.write(weights, tensors);
        return into;
    }

    private static float[] added(Tensor base, Tensor a, Tensor b, double scale) {
        float[] sum = base.floats();
        float[] left = b.floats();
        float[] right = a.floats();
        int outputs = b.shape().get(0);
        int rank = b.shape().get(1);
        int inputs = a.shape().get(1);
        assertThat(base.shape()).containsExactly(outputs, inputs);
        for (int row = 0; row < outputs; row++) {
            for (int column = 0; column < inputs; column++) {
                double product = 0;
                for (int k = 0; k < rank; k++) {
                    product += (double) left[row * rank + k] * right[k * inputs + column];
                }
                sum[row * inputs + column] += (float) (scale * product);
            }
        }
        return sum;
    }

    private static final String PEFT = """
            import json, sys
            import torch
            from peft import PeftModel
            from transformers import AutoModelForCausalLM
            checkpoint, folder, tokens = sys.argv[1:4]
            base = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=torch.float32)
            model = PeftModel.from_pretrained(base, folder).eval()
            with torch.no_grad():
                logits = model(torch.tensor([[int(token) for token in tokens.split(",")]])).logits[0, -1]
            print(json.dumps(logits.tolist()))
            """;

    /** What a program prints; nothing where there is no Python or it fails. */
    private static Optional<String> python(String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", program));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        String printed;
        try (InputStream out = process.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        return ended && process.exitValue() == 0 ? Optional.of(printed.strip()) : Optional.empty();
    }
}

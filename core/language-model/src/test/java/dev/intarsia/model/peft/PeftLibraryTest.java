package dev.intarsia.model.peft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.example.Example;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PEFT's own library, where Python has it, computes the golden logits from the folders that are written here. */
class PeftLibraryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGITS = """
            import json, sys
            import torch
            from peft import PeftModel
            from transformers import AutoModelForCausalLM
            checkpoint, folder, rows = sys.argv[1:4]
            base = AutoModelForCausalLM.from_pretrained(checkpoint, dtype=torch.float32)
            model = PeftModel.from_pretrained(base, folder).eval()
            with torch.no_grad():
                print(json.dumps([model(torch.tensor([row])).logits[0, -1].tolist() for row in json.loads(rows)]))
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "llama, peft, peft-golden, ''",
        "qwen2, peft, peft-golden, ''",
        "llama, ia3, methods-golden, ia3.",
        "qwen2, ia3, methods-golden, ia3.",
        "llama, prompt, methods-golden, prompt.",
        "qwen2, prompt, methods-golden, prompt."
    })
    void shouldGiveTheGoldenLogitsFromAWrittenFolder(String name, String method, String values, String prefix)
            throws IOException, InterruptedException {
        assumeTrue(
                python("import peft, torch, transformers").isPresent(), "python3 has no peft, torch and transformers");
        Golden golden = Golden.of(name);
        BaseModel base = BaseModel.of(golden.directory());
        Adapter adapter = PeftFolder.read(golden.directory().resolve(method), base);
        SafeTensors expected = SafeTensors.open(golden.directory().resolve(values + ".safetensors"));
        List<int[]> rows =
                golden.rows().subList(0, 7).stream().map(Example::tokens).toList();

        PeftFolder.write(directory, adapter, base, Dtype.F32);
        String printed = python(
                        LOGITS, golden.directory().toString(), directory.toString(), JSON.writeValueAsString(rows))
                .orElseThrow();

        float[][] logits = JSON.readValue(printed.substring(printed.indexOf("[[")), float[][].class);
        for (int row = 0; row < rows.size(); row++) {
            float[] wanted = expected.tensor(prefix + "logits." + row).floats();
            assertThat(logits[row]).as("row " + row).containsExactly(wanted, within(3e-5f));
        }
    }

    /** What a program prints; nothing where there is no Python or it fails. */
    private static Optional<String> python(String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("python3", "-c", program), Arrays.stream(arguments))
                .toList();
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        String printed;
        try (var out = process.getInputStream()) {
            printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        return ended && process.exitValue() == 0 ? Optional.of(printed.strip()) : Optional.empty();
    }
}

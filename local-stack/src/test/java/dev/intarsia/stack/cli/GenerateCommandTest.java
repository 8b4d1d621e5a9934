package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.DecoderTensors;
import dev.intarsia.model.checkpoint.Dtype;
import dev.intarsia.model.merge.Merged;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.pieces.module.Projection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class GenerateCommandTest {
    private String checkpoint = Path.of("../models/default").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldAnswerATaskWithOneOfItsLabels() {
        assertThat(generate("--task=movie-rating", "--input=title=The Matrix", "--input=genres=Action, Sci-Fi"))
                .isZero();
        assertThat(out.toString()).matches("[0-5]\\.[05]\\R");
    }

    @Test
    void shouldDrawTheSameTextWithTheSameSeed() {
        List<String> texts = new ArrayList<>();
        for (int seed : new int[] {1, 1, 2}) {
            out.getBuffer().setLength(0);
            assertThat(generate("--prompt=The film", "--max-tokens=12", "--temperature=1.5", "--seed=" + seed))
                    .isZero();
            texts.add(out.toString());
        }
        assertThat(texts.get(0)).isNotBlank().isEqualTo(texts.get(1)).isNotEqualTo(texts.get(2));
    }

    @Test
    void shouldPutAMessageIntoTheCheckpointsChatTemplate(@TempDir Path chatty) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(checkpoint))) {
            for (Path file : files.toList()) {
                Files.copy(file, chatty.resolve(file.getFileName()));
            }
        }
        Files.writeString(chatty.resolve("chat_template.jinja"), "{{ bos_token }}Film: {{ messages[0].content }}");
        generate("--prompt=Film: Heat\nRating:", "--max-tokens=4");
        String expected = out.toString();
        out.getBuffer().setLength(0);
        checkpoint = chatty.toString();

        assertThat(generate("--chat=Heat\nRating:", "--max-tokens=4")).isZero();

        assertThat(out.toString()).isNotBlank().isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = AdapterCodec.class,
            names = {"SHARED_A", "OWN_A"})
    void shouldGoOnWithAnAdapterAsWithOneThatIsMerged(AdapterCodec form, @TempDir Path folder) throws IOException {
        checkpoint = inFp32(folder.resolve("base")).toString();
        BaseModel base = BaseModel.of(Path.of(checkpoint));
        AdapterLayout layout = AdapterLayout.of(base.config(), 4, 8, Set.of(Projection.Q, Projection.DOWN))
                .withForm(form);
        float[] values = new float[layout.size()];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.06f * (float) random.nextGaussian();
        }
        Adapter adapter = Adapter.of(AdapterValues.of(layout, values));
        PeftFolder.write(folder.resolve("adapter"), adapter, base, Dtype.F32);
        Merged.write(Path.of(checkpoint), adapter, folder.resolve("merged"));
        List<String> texts = new ArrayList<>();
        String[] asked = {"--prompt=The film is about a", "--max-tokens=24", "--temperature=0"};

        assertThat(generate(asked)).isZero();
        texts.add(text());
        assertThat(generate(asked[0], asked[1], asked[2], "--adapter=" + folder.resolve("adapter")))
                .isZero();
        texts.add(text());
        checkpoint = folder.resolve("merged").toString();
        assertThat(generate(asked)).isZero();
        texts.add(text());

        assertThat(texts.get(1)).isEqualTo(texts.get(2)).isNotEqualTo(texts.get(0));
    }

    /** The checkpoint with room for small differences. */
    private Path inFp32(Path copy) throws IOException {
        Checkpoint stored = Checkpoint.open(Path.of(checkpoint));
        Map<String, float[]> tensors = new HashMap<>();
        for (String name : DecoderTensors.of(stored.config()).keySet()) {
            tensors.put(name, stored.tensor(name).floats());
        }
        Checkpoint.write(copy, stored.config(), tensors, Dtype.F32);
        Files.copy(Path.of(checkpoint, "tokenizer.json"), copy.resolve("tokenizer.json"));
        return copy;
    }

    private String text() {
        String text = out.toString();
        out.getBuffer().setLength(0);
        return text;
    }

    @Test
    void shouldSayWhatIsWrongWithAQuestion() {
        assertThat(generate("--prompt=The film", "--task=movie-rating")).isEqualTo(1);
        assertThat(generate("--task=movie-rating", "--input=titel=The Matrix")).isEqualTo(1);
        assertThat(generate("--prompt=The film", "--max-tokens=100000")).isEqualTo(1);
        assertThat(generate("--prompt=The film", "--adapter=nowhere")).isEqualTo(1);
        assertThat(generate("--chat=Hello")).isEqualTo(1);
        assertThat(generate()).isEqualTo(2);
        assertThat(err.toString())
                .contains("Give --prompt, --chat or --task, one of them.")
                .contains("no chat template; use --prompt")
                .contains("--input titel: ")
                .contains("100000 are to be generated")
                .contains("nowhere: there is no such folder");
    }

    private int generate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("model", "generate", checkpoint));
        arguments.addAll(List.of(more));
        CommandLine line = Intarsia.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(String[]::new));
    }
}

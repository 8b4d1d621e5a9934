package dev.intarsia.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {
    private String checkpoint = Path.of("../models/default").toString();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldAnswerATaskWithOneOfItsLabels() {
        assertThat(generate("--task=movie-rating", "--input=title=The Matrix", "--input=genres=Action, Sci-Fi"))
                .isZero();
        assertThat(out.toString().trim()).matches("[0-5]\\.[05]");
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

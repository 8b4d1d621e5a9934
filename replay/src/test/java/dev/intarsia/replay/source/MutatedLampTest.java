package dev.intarsia.replay.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.intarsia.replay.lamp.MalformedLampException;
import dev.intarsia.tasks.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two small files of the benchmark's form, damaged at random from a seed: they are read, or refused by their names. */
class MutatedLampTest {
    private static final int FOLDERS = 400;
    private static final String QUESTIONS = """
            [{"id": "1", "input": "Stars? review: Bright.", "user_id": "u", "profile": [
                {"id": "p1", "text": "Dull.", "score": "2", "date": "2020-05-17"},
                {"id": "p2", "text": "Trüb.", "score": "3", "date": "2020-5"}]},
             {"id": 2, "input": "Stars? review: Late.", "user_id": "u", "date": 2021, "profile": [
                {"id": "p1", "text": "Dull.", "score": "2", "date": "2020-05-17"},
                {"id": "p2", "text": "Trüb.", "score": "3", "date": "2020-5"},
                {"id": "p3", "text": "Fine.", "score": 5, "date": "2020-06-01"}]}]
            """;
    private static final String OUTPUTS = """
            {"task": "LaMP_3", "golds": [{"id": "1", "output": "4"}, {"id": "2", "output": "5.0"}]}
            """;
    private static final List<String> SCRAPS = List.of(
            "\"",
            "\n",
            ",",
            ":",
            "{",
            "}",
            "[",
            "]",
            "\0",
            "\uFEFF",
            "\\ud800",
            "1e309",
            "null",
            "true",
            "-1",
            "[[[[",
            "\"id\":",
            "LaMP_4",
            "9".repeat(40),
            "99999-99-99",
            "<html>");

    private final Random random = new Random(20261129);
    private final Sources sources = new Sources(Tasks.bundled(), Clock.systemUTC());
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    @Timeout(60)
    void shouldReadTheFolderOrNameTheFileThatIsWrong() throws IOException {
        for (int i = 0; i < FOLDERS; i++) {
            String what = "folder " + i;
            boolean outputs = random.nextInt(3) == 0;
            Files.write(folder.resolve("dev_questions.json"), outputs ? QUESTIONS.getBytes(UTF_8) : mutated(QUESTIONS));
            Files.write(folder.resolve("dev_outputs.json"), outputs ? mutated(OUTPUTS) : OUTPUTS.getBytes(UTF_8));
            try {
                Recording recording = sources.read(new SourceSpec.Lamp(folder, Set.of()), ReadingListener.NONE);
                assertThat(recording.questions())
                        .as(what)
                        .allMatch(asked -> asked.id().startsWith("dev/"));
                outcomes.merge("read", 1, Integer::sum);
            } catch (MalformedLampException e) {
                assertThat(e.getMessage()).as(what).startsWith("dev_").contains(";");
                outcomes.merge("file refused", 1, Integer::sum);
            } catch (UnusableSourceException e) {
                assertThat(e.getMessage())
                        .as(what)
                        .contains(folder.getFileName().toString());
                outcomes.merge("nothing to replay", 1, Integer::sum);
            } catch (IOException | RuntimeException e) {
                fail(what + " ends in " + e, e);
            }
        }
        assertThat(outcomes.keySet()).contains("read", "file refused");
        assertThat(outcomes.get("read")).isGreaterThan(FOLDERS / 10);
    }

    private byte[] mutated(String good) {
        byte[] bytes = good.getBytes(UTF_8);
        for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(12));
            bytes = switch (random.nextInt(10)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 -> new String(bytes, UTF_8).getBytes(random.nextBoolean() ? UTF_16LE : ISO_8859_1);
                case 2, 3, 4 -> flipped(bytes, at);
                case 5 -> spliced(bytes, at, to, new byte[0]);
                case 6 -> spliced(bytes, at, to, Arrays.copyOfRange(bytes, at / 2, at));
                default ->
                    spliced(
                            bytes,
                            at,
                            at,
                            SCRAPS.get(random.nextInt(SCRAPS.size())).getBytes(UTF_8));
            };
        }
        return bytes;
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}

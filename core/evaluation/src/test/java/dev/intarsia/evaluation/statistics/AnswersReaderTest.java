package dev.intarsia.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersReaderTest {
    @TempDir
    Path folder;

    @Test
    void shouldOrderQuestionsByUserAndTimeWhateverTheOrderOfLines() throws IOException {
        Path file = new MadeUpAnswers()
                .add("b", "u2", 2, "3.0", "4.0")
                .add("a", "u1", 9, "1.0", "2.0")
                .add("a", "u2", 2, "4.0", "4.0")
                .add("b", "u1", 9, "2.0", "2.0")
                .add("a", "u1", 3, "5.0", "0.5")
                .add("b", "u1", 3, "0.5", "0.5")
                .write(folder);

        Answers read = AnswersReader.read(file, MadeUpAnswers.STARS.answer(), List.of("b", "unasked"));
        List<String> lines = Files.readAllLines(file);
        Collections.reverse(lines);
        Answers turned = AnswersReader.read(Files.write(file, lines), MadeUpAnswers.STARS.answer(), List.of("b"));

        assertThat(read.methods().keySet()).containsExactly("b", "a");
        assertThat(read.questions().users()).containsExactly("u1", "u2");
        assertThat(read.questions().events()).containsExactly("e3", "e9", "e2");
        assertThat(read.questions().golds()).containsExactly(0, 3, 7);
        assertThat(read.methods().get("a").score(Measure.MAE, 0, 0)).isEqualTo(4.5);
        assertThat(turned.questions().events()).isEqualTo(read.questions().events());
        assertThat(turned.methods().get("a").answered(2)).isEqualTo(7);
    }

    /** As the benchmark has it: no number counts as whichever end of the scale is farther from the truth. */
    @Test
    void shouldCountAnUnreadableRatingAsTheFartherEndOfTheScale() throws IOException {
        Answers read = new MadeUpAnswers().add("a", "u", 1, "great", "4.0").read(folder, MadeUpAnswers.STARS);

        assertThat(read.methods().get("a").score(Measure.MAE, 0, 7)).isEqualTo(3.5);
        assertThat(read.methods().get("a").score(Measure.ACCURACY, 0, 7)).isZero();
    }

    @Test
    void shouldRefuseMethodsThatAnsweredOtherQuestions() {
        MadeUpAnswers answers = new MadeUpAnswers()
                .add("a", "u", 1, "4.0", "4.0")
                .add("a", "u", 2, "4.0", "4.0")
                .add("b", "u", 1, "4.0", "4.0");

        assertThatThrownBy(() -> answers.read(folder, MadeUpAnswers.STARS))
                .hasMessageContaining("b answered 1 of 2 questions; ask all methods the same");
    }

    @Test
    void shouldRefuseImpossibleAnswers() {
        assertThatThrownBy(() -> new MadeUpAnswers()
                        .add("a", "u", 1, "4.0", "4.0")
                        .add("b", "u", 1, "4.0", "5.0")
                        .read(folder, MadeUpAnswers.STARS))
                .hasMessageContaining("line 2: the true answer is 5.0, but another method had 4.0");
        assertThatThrownBy(() -> new MadeUpAnswers()
                        .add("a", "u", 1, "4.0", "4.0")
                        .add("a", "u", 1, "3.0", "4.0")
                        .read(folder, MadeUpAnswers.STARS))
                .hasMessageContaining("line 2: a answered event e1 of user u before");
        assertThatThrownBy(
                        () -> new MadeUpAnswers().add("a", "u", 1, "4.0", "4.2").read(folder, MadeUpAnswers.STARS))
                .hasMessageContaining("line 1: the true answer '4.2' is not an answer of this task");
        assertThatThrownBy(() -> new MadeUpAnswers()
                        .add("a", "u", 1, "4.0", "4.0", List.of(0.5, 0.5))
                        .read(folder, MadeUpAnswers.STARS))
                .hasMessageContaining("line 1 has 2 probabilities for 10 labels");
        assertThatThrownBy(() -> AnswersReader.read(
                        Files.writeString(folder.resolve("p"), "{\"method\": 1"),
                        MadeUpAnswers.STARS.answer(),
                        List.of()))
                .hasMessageContaining("line 1 is no prediction");
        assertThatThrownBy(() -> AnswersReader.read(
                        Files.writeString(folder.resolve("p"), "\n"), MadeUpAnswers.STARS.answer(), List.of()))
                .hasMessageContaining("holds no predictions");
        assertThatThrownBy(() -> AnswersReader.read(
                        Files.writeString(folder.resolve("p"), "\nnull\n"), MadeUpAnswers.STARS.answer(), List.of()))
                .hasMessageContaining("line 2 is no prediction");
        assertThatThrownBy(() -> AnswersReader.read(
                        Files.write(folder.resolve("p"), new byte[] {'\n', (byte) 0xff}),
                        MadeUpAnswers.STARS.answer(),
                        List.of()))
                .hasMessageContaining("is no UTF-8");
    }
}

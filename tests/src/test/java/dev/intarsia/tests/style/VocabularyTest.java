package dev.intarsia.tests.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tests.style.Word.Place;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One vocabulary, the field's: the words that were given up for it do not come back. */
class VocabularyTest {
    @ParameterizedTest
    @EnumSource
    void shouldUseTheStandardWord(Place place) {
        List<SourceFile> files = SourceFile.where(place::holds);

        assertThat(files).isNotEmpty();
        assertThat(files.stream().flatMap(file -> faults(file, place))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TYPE,    final class Standing {",
        "TYPE,    record EventForm(int a) {}",
        "TYPE,    public enum Family {",
        "MEMBER,  '        output.buryPatiently(record);'",
        "MEMBER,  '    put_turned(weights)'",
        "SETTING, | `kafka.application-id` | `a` | Members share the users. |",
        "SETTING, | `ingest.http.body-limit` | `1` | In bytes. |",
        "PROBE,   ask `/healthz` first",
        "PROBE,   '\"/ready\"'",
        "PHRASE,  The likest user.",
        "PHRASE,  metrics.port is 8082.",
    })
    void shouldFindAWordThatWasGivenUp(Place place, String text) {
        assertThat(faults(new SourceFile("a.md", text), place)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TYPE,    ' * A class draft, standing for a turn.'",
        "TYPE,    final class UserTurn {",
        "MEMBER,  ' * No surprise here.'",
        "SETTING, | `kafka.group-id` | `a` | Members share the users. |",
        "PROBE,   /readyz and /livez and docs/ready",
        "PHRASE,  The most similar user.",
    })
    void shouldLeaveOtherWordsAlone(Place place, String text) {
        assertThat(faults(new SourceFile("a.md", text), place)).isEmpty();
    }

    @Test
    void shouldNameFileLineAndTheWordToUse() {
        String text = "Users.\nThe likest\nuser.\n";

        assertThat(faults(new SourceFile("docs/a.md", text), Place.PHRASE))
                .containsExactly("docs/a.md:2: write \"the most similar\" instead of \"The likest\"");
    }

    private static Stream<String> faults(SourceFile file, Place place) {
        List<Word> words = Vocabulary.GIVEN_UP.stream()
                .filter(word -> word.place() == place)
                .toList();
        return file.faults(
                place.finding(words),
                found -> "write \"" + instead(found.group(1), words) + "\" instead of \""
                        + found.group(1).replaceAll("\\s+", " ") + "\"");
    }

    private static String instead(String found, List<Word> words) {
        return words.stream()
                .filter(word -> word.is(found))
                .findFirst()
                .orElseThrow()
                .instead();
    }
}

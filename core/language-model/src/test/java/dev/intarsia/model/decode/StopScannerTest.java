package dev.intarsia.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopScannerTest {
    @Test
    void shouldLetTextThroughAtOnceWhenNothingCanStopIt() {
        StopScanner scanner = new StopScanner(List.of());

        assertThat(scanner.add("one")).isEqualTo("one");
        assertThat(scanner.add(" two")).isEqualTo(" two");
        assertThat(scanner.end()).isEmpty();
    }

    @Test
    void shouldHoldBackTheBeginningOfAStopStringUntilItIsKnown() {
        StopScanner scanner = new StopScanner(List.of("\n\nUser:"));

        assertThat(scanner.add("yes\n")).isEqualTo("yes");
        assertThat(scanner.add("\nUs")).isEmpty();
        assertThat(scanner.add("ual")).isEqualTo("\n\nUsual");
        assertThat(scanner.stopped()).isFalse();
    }

    @Test
    void shouldNeverLetAPartOfTheStopStringThrough() {
        StopScanner scanner = new StopScanner(List.of("END"));

        String out = scanner.add("the E") + scanner.add("N") + scanner.add("D of it") + scanner.add("more");

        assertThat(out).isEqualTo("the ");
        assertThat(scanner.stopped()).isTrue();
        assertThat(scanner.end()).isEmpty();
    }

    @Test
    void shouldGiveBackWhatItHeldWhenTheTextEnds() {
        StopScanner scanner = new StopScanner(List.of("END"));

        assertThat(scanner.add("the EN")).isEqualTo("the ");
        assertThat(scanner.end()).isEqualTo("EN");
        assertThat(scanner.stopped()).isFalse();
    }

    @Test
    void shouldStopAtTheFirstOfSeveralStopStrings() {
        StopScanner scanner = new StopScanner(List.of("later", "now"));

        assertThat(scanner.add("not now, later")).isEqualTo("not ");
        assertThat(scanner.released()).isEqualTo(4);
    }

    @Test
    void shouldFindStopsThatOverlapThemselves() {
        StopScanner scanner = new StopScanner(List.of("aab"));

        assertThat(scanner.add("xaa")).isEqualTo("x");
        assertThat(scanner.add("a")).isEqualTo("a");
        assertThat(scanner.add("b")).isEmpty();
        assertThat(scanner.stopped()).isTrue();
    }

    @Test
    void shouldReadTheSameHoweverTheTextIsCut() {
        Random random = new Random(7);
        for (int trial = 0; trial < 5_000; trial++) {
            List<String> stops =
                    List.of(letters(random, 1 + random.nextInt(4)), letters(random, 1 + random.nextInt(4)));
            String text = letters(random, 30);
            StopScanner scanner = new StopScanner(stops);
            StringBuilder out = new StringBuilder();
            for (int at = 0; at < text.length(); ) {
                int to = Math.min(text.length(), at + 1 + random.nextInt(4));
                out.append(scanner.add(text.substring(at, to)));
                at = to;
            }
            out.append(scanner.end());

            assertThat(out).as("%s cut at %s", text, stops).hasToString(read(text, stops));
        }
    }

    /** The text up to the first character at which a stop string is complete, without the longest that is. */
    private static String read(String text, List<String> stops) {
        for (int end = 1; end <= text.length(); end++) {
            String soFar = text.substring(0, end);
            int stop = stops.stream()
                    .filter(soFar::endsWith)
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            if (stop > 0) {
                return soFar.substring(0, end - stop);
            }
        }
        return text;
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'd')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

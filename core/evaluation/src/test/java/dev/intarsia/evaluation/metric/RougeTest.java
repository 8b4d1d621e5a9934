package dev.intarsia.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RougeTest {
    /** The references come from the Python package's definition: counted words, and a recursive longest sequence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    testing one two                           | testing                              | 1.0000000000 | 0.3333333333 | 1.0000000000 | 0.3333333333
                    testing one two                           | ''                                   | 0            | 0            | 0            | 0
                    ''                                        | x                                    | 0            | 0            | 0            | 0
                    w1 w2 w3 w4 w5                            | /                                    | 0            | 0            | 0            | 0
                    The Matrix (1999)                         | Matrix, The (1999)                   | 1.0000000000 | 1.0000000000 | 0.6666666667 | 0.6666666667
                    Amélie (2001)                             | Amelie (2001)                        | 0.5000000000 | 0.3333333333 | 0.5000000000 | 0.3333333333
                    the cat sat on the mat                    | the the the cat mat                  | 0.8000000000 | 0.6666666667 | 0.6000000000 | 0.5000000000
                    police killed the gunman                  | the gunman kill police               | 0.7500000000 | 0.7500000000 | 0.5000000000 | 0.5000000000
                    "A well-known U.S. film -- don't miss it!" | a well known us film; do not miss it | 0.6666666667 | 0.6000000000 | 0.6666666667 | 0.6000000000
                    Star Wars: Episode IV - A New Hope (1977) | Star Wars: Episode V - The Empire Strikes Back (1980) | 0.3333333333 | 0.3750000000 | 0.3333333333 | 0.3750000000
                    a b c d e f g                             | g f e d c b a                        | 1.0000000000 | 1.0000000000 | 0.1428571429 | 0.1428571429
                    Top 10 İstanbul films                     | top 10 istanbul films                | 0.7500000000 | 0.6000000000 | 0.7500000000 | 0.6000000000
                    """)
    void shouldScoreLikeThePythonPackage(
            String reference,
            String candidate,
            double onePrecision,
            double oneRecall,
            double lPrecision,
            double lRecall) {
        Rouge.Score one = Rouge.one(reference, candidate);
        Rouge.Score l = Rouge.l(reference, candidate);

        assertThat(one.precision()).isCloseTo(onePrecision, within(1e-9));
        assertThat(one.recall()).isCloseTo(oneRecall, within(1e-9));
        assertThat(l.precision()).isCloseTo(lPrecision, within(1e-9));
        assertThat(l.recall()).isCloseTo(lRecall, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3333333333, 0.5", "0.8, 0.6666666667, 0.7272727273", "0, 0, 0"})
    void shouldTakeTheHarmonicMeanOfPrecisionAndRecall(double precision, double recall, double f1) {
        assertThat(new Rouge.Score(precision, recall).f1()).isCloseTo(f1, within(1e-9));
    }
}

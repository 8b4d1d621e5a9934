package dev.intarsia.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tasks.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are what {@code float} of Python 3 answers. */
class PythonFloatTest {
    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(" 4 ", 4.0),
                Arguments.of("4.", 4.0),
                Arguments.of(".5", 0.5),
                Arguments.of("+4", 4.0),
                Arguments.of("1e0", 1.0),
                Arguments.of("1E+1", 10.0),
                Arguments.of("1_0", 10.0),
                Arguments.of("1e1_0", 1e10),
                Arguments.of("\t4\n", 4.0),
                Arguments.of("\u0085\u00a04\u2028\u3000", 4.0),
                Arguments.of("\uff14", 4.0),
                Arguments.of("\u0664", 4.0),
                Arguments.of("\uff14_0", 40.0),
                Arguments.of("\uff11e\uff11", 10.0),
                Arguments.of("\ud835\udfd2", 4.0),
                Arguments.of("nan", Double.NaN),
                Arguments.of("-NaN", Double.NaN),
                Arguments.of("iNf", Double.POSITIVE_INFINITY),
                Arguments.of("+infinity", Double.POSITIVE_INFINITY),
                Arguments.of("-inf", Double.NEGATIVE_INFINITY),
                Arguments.of("1e400", Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void shouldReadWhatPythonReads(String text, double number) {
        assertThat(PythonFloat.parse(text)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "_1",
                "1_",
                "1__0",
                "1_.0",
                "1._0",
                "1e",
                "1e+",
                "e5",
                "+-4",
                "0x10",
                "5d",
                "4f",
                "1,5",
                "1 2",
                "infin",
                "nano",
                "\u00bd",
                "\u00b2",
                "\u22124",
                "4\u200b",
                "\ufeff4",
                "\u001c4",
                "\u001c\uff14",
                "4\u0000"
            })
    void shouldRefuseWhatPythonRefuses(String text) {
        assertThat(PythonFloat.parse(text)).isEmpty();
    }

    /** 5 is farther from 2, 1 from 4; of 3 either. */
    @Test
    void shouldCountWhatIsNoFiniteNumberAsTheFartherEnd() {
        ScaleError error = new ScaleError(new Answer.Scale(List.of("1", "5")));

        assertThat(List.of("nan", "inf", "1e400", "_1"))
                .allSatisfy(answer -> assertThat(error.of(2, answer)).isEqualTo(3));
        assertThat(error.of(4, "\uff14")).isZero();
        assertThat(error.of(4, "four")).isEqualTo(3);
    }
}

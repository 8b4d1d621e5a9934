package dev.intarsia.stack.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadesTest {
    @ParameterizedTest
    @CsvSource({
        "stdout.encoding, UTF-8, BLOCKS",
        "stdout.encoding, utf8, BLOCKS",
        "sun.stdout.encoding, UTF-8, BLOCKS",
        "native.encoding, UTF-8, BLOCKS",
        "native.encoding, ANSI_X3.4-1968, ASCII",
        "stdout.encoding, Cp850, ASCII",
        "stdout.encoding, no such charset, ASCII",
        "file.encoding, UTF-8, ASCII"
    })
    void shouldUseBlocksWhereTheTerminalHasThem(String property, String charset, Shades expected) {
        Properties system = new Properties();
        system.setProperty(property, charset);

        assertThat(Shades.of(system)).isEqualTo(expected);
    }

    @Test
    void shouldBelieveTheTerminalBeforeTheSystem() {
        Properties system = new Properties();
        system.setProperty("native.encoding", "UTF-8");
        system.setProperty("stdout.encoding", "US-ASCII");

        assertThat(Shades.of(system)).isEqualTo(Shades.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, ░", "0.25, 1, ░", "0.26, 1, ▒", "0.5, 1, ▒", "0.75, 1, ▓", "0.76, 1, █", "1, 1, █", "0, 0, ░"})
    void shouldShadeAQuarterOfTheLargestMagnitudeAlike(double magnitude, double largest, char shade) {
        assertThat(Shades.BLOCKS.of(magnitude, largest)).isEqualTo(shade);
    }
}

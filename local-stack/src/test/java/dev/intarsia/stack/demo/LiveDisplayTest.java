package dev.intarsia.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveDisplayTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void shouldRewriteOneLineOnATerminalAndClearItForLinesThatStay() {
        LiveDisplay display = new LiveDisplay(out, true);

        display.status("%d events", 1);
        display.say("done");

        assertThat(text()).isEqualTo("\r\u001b[K1 events\r\u001b[Kdone" + System.lineSeparator());
    }

    @Test
    void shouldNotFloodALogWithStatusLines() {
        LiveDisplay display = new LiveDisplay(out, false);

        for (int i = 0; i < 100; i++) {
            display.status("%d events", i);
        }

        assertThat(text().lines()).containsExactly("0 events");
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}

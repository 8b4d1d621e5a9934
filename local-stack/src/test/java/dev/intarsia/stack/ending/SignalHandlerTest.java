package dev.intarsia.stack.ending;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignalHandlerTest {
    /** As SIGHUP on Windows. */
    @Test
    void shouldLeaveOutASignalThatTheSystemLacks() {
        assertThatCode(() -> SignalHandler.after(() -> {}, List.of("NONE")).close())
                .doesNotThrowAnyException();
    }
}

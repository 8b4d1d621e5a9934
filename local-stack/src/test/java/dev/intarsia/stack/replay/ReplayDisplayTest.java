package dev.intarsia.stack.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.replay.run.ReplayListener;
import dev.intarsia.stack.demo.LiveDisplay;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ReplayDisplayTest {
    @Test
    void shouldShowWhichMethodIsRunningAndHowLongItTakes() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        ReplayListener listener =
                new ReplayDisplay(new LiveDisplay(new PrintStream(shown, true, UTF_8), true)).replay();

        listener.begins("oppu", 7, 18);
        listener.preparing("oppu", "training sharers' gates, step", 3, 40, 370);
        listener.at("oppu", 0.25, 90);
        listener.done("oppu", 120);

        assertThat(shown.toString(UTF_8))
                .contains("[7/18] oppu: preparing")
                .contains("[7/18] oppu: training sharers' gates, step 3 of 40, 6 min 10 s left")
                .contains("[7/18] oppu: 25 %, 1 min 30 s left")
                .endsWith("[7/18] oppu: 2 min 0 s\n");
    }

    @Test
    void shouldWriteReadableDurations() {
        assertThat(ReplayDisplay.written(Double.NaN)).isEqualTo("?");
        assertThat(ReplayDisplay.written(0.44)).isEqualTo("0.4 s");
        assertThat(ReplayDisplay.written(3725)).isEqualTo("1 h 2 min");
    }
}

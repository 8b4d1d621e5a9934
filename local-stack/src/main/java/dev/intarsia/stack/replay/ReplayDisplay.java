package dev.intarsia.stack.replay;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.run.ReplayListener;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.stack.demo.LiveDisplay;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a replay's way on one line, with the time each method will still take. */
public final class ReplayDisplay {
    private static final int PERCENT = 100;
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final LiveDisplay display;

    public ReplayDisplay(LiveDisplay display) {
        this.display = requireNonNull(display);
    }

    public ReadingListener reading() {
        return new ReadingListener() {
            @Override
            public void at(double share) {
                if (share >= 0) {
                    display.status("Reading: %.0f %%", PERCENT * share);
                }
            }
        };
    }

    public ReplayListener replay() {
        return new ReplayListener() {
            private String place = "";
            private @Nullable Heartbeat preparing;

            @Override
            public void begins(String method, int number, int methods) {
                place = "[" + number + "/" + methods + "] " + method;
                String here = place;
                preparing = Heartbeat.start(
                        BEAT, seconds -> display.status("%s: preparing, %s so far", here, written(seconds)));
            }

            @Override
            public void at(String method, double done, double secondsLeft) {
                prepared();
                display.status("%s: %.0f %%, %s left", place, PERCENT * done, written(secondsLeft));
            }

            @Override
            public void done(String method, double seconds) {
                prepared();
                display.say("%s: %s", place, written(seconds));
            }

            private void prepared() {
                if (preparing != null) {
                    preparing.close();
                    preparing = null;
                }
            }
        };
    }

    static String written(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "?";
        }
        Duration time = Duration.ofMillis(Math.round(1000 * seconds));
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0
                        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                        : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}

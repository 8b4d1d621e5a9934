package dev.intarsia.stack.replay;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.run.ReplayListener;
import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.sweep.SweepListener;
import dev.intarsia.stack.demo.LiveDisplay;
import java.time.Duration;
import java.util.Locale;

/** Shows a replay's way on one line, with the time each method will still take. */
public final class ReplayDisplay {
    private static final int PERCENT = 100;

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

            @Override
            public void begins(String method, int number, int methods) {
                place = "[" + number + "/" + methods + "] " + method;
                display.status("%s: preparing", place);
            }

            @Override
            public void preparing(String method, String doing, long done, long total, double secondsLeft) {
                display.status("%s: %s %d of %d, %s left", place, doing, done, total, written(secondsLeft));
            }

            @Override
            public void at(String method, double done, double secondsLeft) {
                display.status("%s: %.0f %%, %s left", place, PERCENT * done, written(secondsLeft));
            }

            @Override
            public void done(String method, double seconds) {
                display.say("%s: %s", place, written(seconds));
            }
        };
    }

    /** For a sweep: its stages on the line, and every variation as a line that stays. */
    public SweepListener sweep() {
        return new SweepListener() {
            @Override
            public void at(String doing, long done, long total, double secondsLeft) {
                display.status("%s %d of %d, %s left", doing, done, total, written(secondsLeft));
            }

            @Override
            public void measured(String line) {
                display.say("%s", line);
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

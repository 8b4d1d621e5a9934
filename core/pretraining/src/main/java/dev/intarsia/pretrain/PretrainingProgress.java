package dev.intarsia.pretrain;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how a stage gets on: a bar on a terminal, a log line every so often elsewhere. */
final class PretrainingProgress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PretrainingProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);
    private static final double SMOOTHING = 0.95;

    private final String stage;
    private final int steps;
    private final @Nullable ProgressBar bar;
    private final long started = System.nanoTime();
    private final int startedAt;
    private long lastLine = started;
    private long tokens;
    private int step;
    private double loss = Double.NaN;

    private PretrainingProgress(String stage, int step, int steps, @Nullable ProgressBar bar) {
        this.stage = stage;
        this.startedAt = step;
        this.step = step;
        this.steps = steps;
        this.bar = bar;
    }

    static PretrainingProgress of(String stage, int step, int steps) {
        ProgressBar bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(stage)
                        .setInitialMax(steps)
                        .startsFrom(step, Duration.ZERO)
                        .build();
        return new PretrainingProgress(stage, step, steps, bar);
    }

    void step(int read, double nats) {
        step++;
        tokens += read;
        loss = Double.isNaN(loss) ? nats : SMOOTHING * loss + (1 - SMOOTHING) * nats;
        if (bar != null) {
            bar.step();
            bar.setExtraMessage(String.format(" loss %.3f, %.0f tokens/s", loss, tokensPerSecond()));
        } else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos() || step == steps) {
            lastLine = System.nanoTime();
            LOG.info(
                    "{}: step {} of {}, loss {}, {} tokens/s, {} min left",
                    stage,
                    step,
                    steps,
                    String.format("%.3f", loss),
                    Math.round(tokensPerSecond()),
                    String.format("%.1f", minutesLeft()));
        }
    }

    private double tokensPerSecond() {
        return tokens / seconds();
    }

    private double minutesLeft() {
        return seconds() / (step - startedAt) * (steps - step) / 60;
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

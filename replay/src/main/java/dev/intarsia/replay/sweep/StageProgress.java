package dev.intarsia.replay.sweep;

import dev.intarsia.replay.method.Progress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a listener how long each stage will still take, and remembers how long each took. */
public final class StageProgress implements Progress {
    private static final double NANOS = 1e9;

    private final SweepListener listener;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String stage = "";
    private long began;
    private long first;

    public StageProgress(SweepListener listener) {
        this.listener = listener;
    }

    @Override
    public void at(String doing, long done, long total) {
        long now = System.nanoTime();
        if (!doing.equals(stage)) {
            finish();
            stage = doing;
            began = now;
            first = done;
        }
        double left = done <= first ? Double.NaN : (now - began) / NANOS * (total - done) / (done - first);
        listener.at(doing, done, total, left);
    }

    /** Ends the stage, so that what follows does not count to it. */
    public void finish() {
        if (!stage.isEmpty()) {
            seconds.merge(stage, (System.nanoTime() - began) / NANOS, Double::sum);
            stage = "";
        }
    }

    /** Seconds of each finished stage, in order. */
    public Map<String, Double> seconds() {
        return seconds;
    }
}

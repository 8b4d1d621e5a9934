package dev.intarsia.replay.run;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.method.Progress;

/** Tells a listener how a method gets ready, and how long what it is doing will still take. */
final class Preparing implements Progress {
    private final String method;
    private final ReplayListener listener;
    private String doing = "";
    private Pace pace = new Pace(0);

    Preparing(String method, ReplayListener listener) {
        this.method = requireNonNull(method);
        this.listener = requireNonNull(listener);
    }

    @Override
    public void at(String now, long done, long total) {
        double share = total == 0 ? 1 : (double) done / total;
        if (!now.equals(doing)) {
            doing = now;
            pace = new Pace(share);
        }
        listener.preparing(method, doing, done, total, pace.secondsLeft(share));
    }
}

package dev.intarsia.trainer.partition;

import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.TrainingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers users' histories from the log in one pass, adding events to a history some at a time. */
final class RestoredHistories {
    private static final int AT_A_TIME = 20_000;

    private final int window;
    private final Map<String, History> histories = new HashMap<>();
    private final Map<String, List<EncodedEvent>> waiting = new HashMap<>();
    private int count;

    RestoredHistories(int window) {
        this.window = window;
    }

    void add(TrainingEvent arrival) {
        waiting.computeIfAbsent(arrival.user(), user -> new ArrayList<>()).add(arrival.event());
        if (++count == AT_A_TIME) {
            settle();
        }
    }

    Map<String, History> finish() {
        settle();
        return histories;
    }

    private void settle() {
        waiting.forEach((user, events) -> histories.merge(
                user, History.EMPTY.with(events, window), (before, ignored) -> before.with(events, window)));
        waiting.clear();
        count = 0;
    }
}

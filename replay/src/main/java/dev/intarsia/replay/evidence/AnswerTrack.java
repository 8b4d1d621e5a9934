package dev.intarsia.replay.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * What one user's answers have cost under one rule so far, as a trainer could measure it: each event before anything is
 * learned from it. Not thread-safe.
 */
final class AnswerTrack {
    private final List<Asked> asked = new ArrayList<>();

    /**
     * One event.
     *
     * @param assembled nats of the true answer under the assembled adapter alone
     * @param served nats under what the rule answered with
     * @param trained whether that was a residual or an own adapter
     * @param sampled whether the event is of the share whose losses the trainer measures
     */
    record Asked(double assembled, double served, boolean trained, boolean sampled) {}

    void add(Asked event) {
        asked.add(event);
    }

    /**
     * Mean nats under the assembled adapter alone.
     *
     * @param newest of how many of the newest events
     * @param all whether of all of these, or of the sampled ones alone
     * @return infinite where none is known
     */
    double assembled(int newest, boolean all) {
        return asked.subList(Math.max(0, asked.size() - newest), asked.size()).stream()
                .filter(event -> all || event.sampled())
                .mapToDouble(Asked::assembled)
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** On how many events what was trained can be compared with what is assembled. */
    long compared(boolean all) {
        return asked.stream()
                .filter(event -> event.trained() && (all || event.sampled()))
                .count();
    }

    /** By how many nats an answer was better for what was trained; 0 where nothing can be compared. */
    double paid(boolean all) {
        return asked.stream()
                .filter(event -> event.trained() && (all || event.sampled()))
                .mapToDouble(event -> event.assembled() - event.served())
                .average()
                .orElse(0);
    }
}

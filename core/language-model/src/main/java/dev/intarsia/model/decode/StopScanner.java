package dev.intarsia.model.decode;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets text through up to the stop string that is complete first. Text that may turn out to be the beginning of one is held back until
 * it is known, so no part of a stop string is ever let through, wherever token borders fall.
 */
final class StopScanner {
    private final List<String> stops;
    private final StringBuilder text = new StringBuilder();
    private int released;
    private boolean stopped;

    /** @param stops strings that end the text, none empty */
    StopScanner(List<String> stops) {
        this.stops = stops;
    }

    /** Takes more text and returns what can be let through. Nothing comes after a stop. */
    String add(String more) {
        if (stopped) {
            return "";
        }
        text.append(more);
        String stop = firstStop();
        stopped = stop != null;
        return release(stop == null ? text.length() - heldBack() : text.indexOf(stop, released));
    }

    /** Lets through what was held back; the text has ended without a stop string. */
    String end() {
        return stopped ? "" : release(text.length());
    }

    boolean stopped() {
        return stopped;
    }

    /** How many characters have been let through. */
    int released() {
        return released;
    }

    private String release(int until) {
        String out = text.substring(released, until);
        released = until;
        return out;
    }

    private int longest() {
        return stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The one that is complete first, so that the cut into tokens makes no difference; the longer of two. */
    private @Nullable String firstStop() {
        return stops.stream()
                .filter(stop -> text.indexOf(stop, released) >= 0)
                .min(Comparator.comparingInt((String stop) -> text.indexOf(stop, released) + stop.length())
                        .thenComparing(Comparator.comparingInt(String::length).reversed()))
                .orElse(null);
    }

    /** Length of the longest end of the text that begins a stop string. */
    private int heldBack() {
        int most = Math.min(longest() - 1, text.length() - released);
        for (int length = most; length > 0; length--) {
            String end = text.substring(text.length() - length);
            if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
                return length;
            }
        }
        return 0;
    }
}

package dev.intarsia.benchmarks.figure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a benchmark's report.
 *
 * @param name its key in the report's JSON
 * @param says what it is
 * @param goal what it is to reach; null where it only informs
 * @param most whether the goal is the most it may be, rather than the least
 * @param unit empty for a ratio
 */
public record Figure(String name, String says, @Nullable Double goal, boolean most, String unit) {
    /** One that is to be at least so large. */
    public static Figure least(String name, String says, double goal, String unit) {
        return new Figure(name, says, goal, false, unit);
    }

    /** One that is to be at most so large. */
    public static Figure most(String name, String says, double goal, String unit) {
        return new Figure(name, says, goal, true, unit);
    }

    /** One without a goal. */
    public static Figure plain(String name, String says, String unit) {
        return new Figure(name, says, null, false, unit);
    }

    /** What was measured, with the unit. */
    public String value(@Nullable Double value) {
        return value == null ? "not measured" : (number(value) + " " + unit).strip();
    }

    /** Whether this is as good as it is to be. */
    public boolean reached(double value) {
        return goal == null || (most ? value <= goal : value >= goal);
    }

    /** The goal, as in {@code ≤ 3}; empty where there is none. */
    public String goalText() {
        return goal == null ? "" : (most ? "≤ " : "≥ ") + number(goal);
    }

    /** Its line of a table: what it is, what was measured, the goal, and whether it was reached. */
    String row(@Nullable Double value) {
        return "| " + says + " | " + value(value) + " | " + goalText() + " | " + verdict(value) + " |";
    }

    private String verdict(@Nullable Double value) {
        return goal == null || value == null ? "" : reached(value) ? "yes" : "**no**";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 && value % 1 != 0 ? "%.2f" : "%,.0f", value);
    }
}

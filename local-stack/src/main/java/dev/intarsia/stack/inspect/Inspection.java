package dev.intarsia.stack.inspect;

import java.util.List;
import java.util.Locale;

/**
 * What was found, for people.
 *
 * @param facts in a sensible order
 * @param warnings whole sentences, often none
 */
public record Inspection(List<Fact> facts, List<String> warnings) {
    public Inspection {
        facts = List.copyOf(facts);
        warnings = List.copyOf(warnings);
    }

    /** One line. */
    public record Fact(String name, String text) {}

    static String bytes(double bytes) {
        return bytes < 1e6
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : bytes < 1e9
                        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}

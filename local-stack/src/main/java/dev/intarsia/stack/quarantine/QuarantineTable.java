package dev.intarsia.stack.quarantine;

import java.util.List;
import java.util.Locale;

/** Quarantined users and refused records for a terminal. */
public final class QuarantineTable {
    private static final String LINE = "%-24s %-8s %-11s %-24s %s%n";

    private QuarantineTable() {}

    /** One line and, indented below it, what gets the user out, and since when an operator lets the user go on. */
    public static String of(List<QuarantineEntry> entries) {
        if (entries.isEmpty()) {
            return "Nobody is in quarantine, and no record was refused.\n";
        }
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, LINE, "user", "what", "reason", "since", "found"));
        for (QuarantineEntry entry : entries) {
            table.append(String.format(
                    Locale.ROOT,
                    LINE,
                    shown(entry.user()),
                    entry.what(),
                    entry.reason(),
                    entry.since(),
                    shown(entry.detail())));
            entry.released()
                    .ifPresent(
                            time -> table.append("    released: ").append(time).append('\n'));
            table.append("    until: ").append(entry.end()).append('\n');
        }
        return table.toString();
    }

    /** Whoever writes a record that is refused chooses its text, which must not steer the terminal. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

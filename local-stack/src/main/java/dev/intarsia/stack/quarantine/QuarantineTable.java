package dev.intarsia.stack.quarantine;

import java.util.List;
import java.util.Locale;

/** Quarantined users for a terminal. */
public final class QuarantineTable {
    private static final String LINE = "%-24s %-8s %-11s %-24s %s%n";

    private QuarantineTable() {}

    /** One line and, indented below it, what gets the user out. */
    public static String of(List<QuarantineEntry> entries) {
        if (entries.isEmpty()) {
            return "Nobody is in quarantine.\n";
        }
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, LINE, "user", "what", "reason", "since", "found"));
        for (QuarantineEntry entry : entries) {
            table.append(String.format(
                    Locale.ROOT, LINE, entry.user(), entry.what(), entry.reason(), entry.since(), entry.detail()));
            table.append("    until: ").append(entry.end()).append('\n');
        }
        return table.toString();
    }
}

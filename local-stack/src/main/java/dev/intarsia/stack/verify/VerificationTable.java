package dev.intarsia.stack.verify;

import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.Fault;
import dev.intarsia.trainer.verify.Finding;
import dev.intarsia.trainer.verify.NotChecked;
import dev.intarsia.trainer.verify.VerificationReport;
import java.util.List;
import java.util.Locale;

/** A verification for a terminal: what was counted, what could not be checked, what is wrong and what to do. */
public final class VerificationTable {
    private static final int MOST_SHOWN = 50;

    private VerificationTable() {}

    public static String of(VerificationReport report) {
        StringBuilder table = new StringBuilder();
        for (Counted counted : Counted.values()) {
            line(table, "%-66s %,12d", counted.text(), report.count(counted));
        }
        report.largestDifference()
                .ifPresent(largest -> line(table, "%-66s %12.3g", "    largest difference of a weight", largest));
        notChecked(table, report);
        findings(table, report.findings());
        conclusion(table, report);
        return table.toString();
    }

    private static void notChecked(StringBuilder table, VerificationReport report) {
        for (NotChecked reason : NotChecked.values()) {
            Long users = report.notChecked().get(reason);
            if (users != null) {
                line(table, "Lineage not checked of %,d users: %s.", users, reason.text());
            }
        }
    }

    private static void findings(StringBuilder table, List<Finding> findings) {
        for (Finding finding : findings.subList(0, Math.min(MOST_SHOWN, findings.size()))) {
            line(
                    table,
                    "%n%s, user '%s': %s%n    %s",
                    finding.where(),
                    finding.user(),
                    finding.what(),
                    finding.remedy());
        }
    }

    private static void conclusion(StringBuilder table, VerificationReport report) {
        table.append('\n');
        if (report.sound()) {
            long unchecked = report.notChecked().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            line(
                    table,
                    "Nothing is wrong%s",
                    unchecked == 0
                            ? "."
                            : String.format(
                                    Locale.ROOT,
                                    " with what could be checked: the lineages of" + " %,d users could not.",
                                    unchecked));
            return;
        }
        long all = report.faults().values().stream().mapToLong(Long::longValue).sum();
        line(table, "%,d faults%s:", all, all > MOST_SHOWN ? ", of which the first " + MOST_SHOWN + " are above" : "");
        for (Fault fault : Fault.values()) {
            if (report.faults(fault) > 0) {
                line(table, "  %-64s %,12d", fault.text(), report.faults(fault));
            }
        }
    }

    private static void line(StringBuilder table, String format, Object... values) {
        table.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

package dev.intarsia.stack.attack;

import java.util.List;
import java.util.Locale;

/** Results for a terminal. */
public final class AttackTable {
    private static final String LINE = "%-20s %-44s %-22s %-32s %s";

    private AttackTable() {}

    public static String head() {
        return line("attack", "tried", "expected", "seen", "");
    }

    public static String row(AttackResult result) {
        String verdict = result.ok() ? "ok" : "FAILED";
        return line(
                result.attack(),
                result.tried(),
                result.expected(),
                result.seen(),
                result.afterwards().isEmpty() ? verdict : verdict + ": afterwards " + result.afterwards());
    }

    public static String summary(List<AttackResult> results) {
        long failed = results.stream().filter(result -> !result.ok()).count();
        long seconds = results.stream().mapToLong(AttackResult::millis).sum() / 1000;
        return results.size() + " attacks in " + seconds + " s, "
                + (failed == 0 ? "all withstood" : failed + " FAILED");
    }

    private static String line(Object... columns) {
        return String.format(Locale.ROOT, LINE, columns).stripTrailing();
    }
}

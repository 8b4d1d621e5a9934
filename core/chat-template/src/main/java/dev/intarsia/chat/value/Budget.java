package dev.intarsia.chat.value;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one run of a template may still do. */
public final class Budget {
    private static final int LONGEST = 1 << 22;

    private static final long STEPS = 4_000_000;
    private static final int DEEPEST = 150;
    private static final ThreadLocal<@Nullable Budget> CURRENT = new ThreadLocal<>();

    private long left = STEPS;
    private int depth;

    private Budget() {}

    /** Runs something within a budget of its own. */
    public static <T> T of(Supplier<T> run) {
        CURRENT.set(new Budget());
        try {
            return run.get();
        } finally {
            CURRENT.remove();
        }
    }

    /** Counts work against the run on this thread. */
    public static void spend(long steps) {
        Budget budget = CURRENT.get();
        if (budget != null) {
            budget.left -= steps;
            if (budget.left < 0) {
                throw new TemplateProblem("it takes more than " + STEPS + " steps");
            }
        }
    }

    /** Runs a macro or a recursive loop within another. */
    public static <T> T deeper(Supplier<T> run) {
        Budget budget = CURRENT.get();
        if (budget == null) {
            return run.get();
        }
        if (++budget.depth > DEEPEST) {
            throw new TemplateProblem("its macros or loops call each other more than " + DEEPEST + " deep");
        }
        try {
            spend(20);
            return run.get();
        } finally {
            budget.depth--;
        }
    }

    /** Refuses a text that is too long. */
    public static void requireLength(long length) {
        if (length > LONGEST) {
            throw new TemplateProblem("it makes a text of more than " + LONGEST + " characters");
        }
    }

    /** Counts that a part is looked for in a text. */
    public static void scan(String text, String part) {
        spend(1 + text.length() / 64 + (long) text.length() * part.length() / 256);
    }

    /** Counts the making of a text. */
    public static String text(String made) {
        requireLength(made.length());
        spend(1 + made.length() / 64);
        return made;
    }
}

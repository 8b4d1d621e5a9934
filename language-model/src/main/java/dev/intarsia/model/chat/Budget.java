package dev.intarsia.model.chat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import org.jspecify.annotations.Nullable;

/** One run of a template: jinjava's interpreter, which counts what it does and writes values as Python does. */
final class Budget extends JinjavaInterpreter {
    /** The longest text that a template may make. */
    static final int LONGEST = 1 << 22;

    private static final long STEPS = 4_000_000;
    private static final int EXPRESSION = 20;

    private long left = STEPS;

    Budget(Jinjava application, Context context, JinjavaConfig config) {
        super(application, context, config);
    }

    Budget(JinjavaInterpreter other) {
        super(other);
        left = other instanceof Budget budget ? budget.left : STEPS;
    }

    /** Counts work against the run on this thread. */
    static void spend(long steps) {
        if (JinjavaInterpreter.getCurrent() instanceof Budget budget) {
            budget.left -= steps;
            if (budget.left < 0) {
                throw new InterpretException("it takes more than " + STEPS + " steps");
            }
        }
    }

    /** Counts the making of a text. */
    static String text(String made) {
        if (made.length() > LONGEST) {
            throw new InterpretException("it makes a text of more than " + LONGEST + " characters");
        }
        spend(1 + made.length() / 64);
        return made;
    }

    @Override
    public @Nullable Object resolveELExpression(String expression, int line) {
        spend(EXPRESSION);
        return super.resolveELExpression(expression, line);
    }

    @Override
    public @Nullable Object resolveELExpression(String expression, int line, int position) {
        spend(EXPRESSION);
        return super.resolveELExpression(expression, line, position);
    }

    @Override
    public String getAsString(@Nullable Object value) {
        return text(Python.text(value));
    }
}

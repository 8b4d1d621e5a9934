package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.TemplateProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what values are given to. */
final class TargetParser {
    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final Tokens tokens;

    TargetParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * One target, or several with commas between them.
     *
     * @param end a name that ends them
     * @param parts whether a part of a namespace may be one
     */
    AssignmentTarget targets(String end, boolean parts) {
        List<AssignmentTarget> targets = new ArrayList<>();
        boolean several = false;
        while (!tokens.peek().isName(end)
                && !tokens.peek().isOperator("=")
                && !tokens.peek().isOperator(")")) {
            targets.add(target(parts));
            if (!tokens.takeOperator(",")) {
                break;
            }
            several = true;
        }
        if (targets.isEmpty()) {
            throw tokens.unexpected("a name");
        }
        return several ? new AssignmentTarget.Several(targets) : targets.get(0);
    }

    AssignmentTarget target(boolean parts) {
        if (tokens.takeOperator("(")) {
            AssignmentTarget nested = tokens.deeper(() -> targets("", parts));
            tokens.expectOperator(")");
            return nested;
        }
        String name = tokens.expectName();
        if (parts && tokens.takeOperator(".")) {
            return new AssignmentTarget.Part(name, tokens.expectName());
        }
        if (CONSTANTS.contains(name)) {
            throw new TemplateProblem("it sets '" + name + "', which is no variable");
        }
        return new AssignmentTarget.Variable(name);
    }
}

package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.RenderedText;
import java.util.List;

/** A part of a template that writes or sets something. */
public interface Statement {
    /** How the loop around goes on. */
    enum Flow {
        NEXT,
        CONTINUE,
        BREAK
    }

    Flow run(Scope scope, RenderedText out);

    /** Statements one after the other, until one leaves the loop's turn. */
    static Flow runAll(List<Statement> statements, Scope scope, RenderedText out) {
        for (Statement statement : statements) {
            Budget.spend(1);
            Flow flow = statement.run(scope, out);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    /** What statements write, as a text, with variables of their own. */
    static String written(List<Statement> statements, Scope scope) {
        RenderedText out = new RenderedText();
        runAll(statements, scope, out);
        return out.toString();
    }
}

package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.RenderedText;
import dev.intarsia.chat.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code for} over what Python goes through. What one turn sets is gone in the next.
 *
 * @param asked the condition that may follow; null for none
 */
record For(
        AssignmentTarget target,
        Expression over,
        @Nullable Expression asked,
        boolean recursive,
        List<Statement> body,
        List<Statement> otherwise)
        implements Statement {
    private static final String LOOP = "loop";

    @Override
    public Flow run(Scope scope, RenderedText out) {
        run(over.value(scope), 0, scope, out);
        return Flow.NEXT;
    }

    private void run(Object values, int depth, Scope scope, RenderedText out) {
        List<Object> items = kept(Values.items(values), scope);
        Loop loop = new Loop(items, depth, recursive ? (further, deeper) -> recursion(further, deeper, scope) : null);
        boolean completed = false;
        while (loop.next()) {
            Scope turn = scope.within();
            turn.set(LOOP, loop);
            target.set(turn, loop.item());
            Flow flow = Statement.runAll(body, turn, out);
            completed |= flow == Flow.NEXT;
            if (flow == Flow.BREAK) {
                break;
            }
        }
        // Not as in Python: a turn counts where it came to its end.
        if (!completed) {
            Statement.runAll(otherwise, scope.within(), out);
        }
    }

    private String recursion(Object values, int depth, Scope scope) {
        return Budget.deeper(() -> {
            RenderedText inner = new RenderedText();
            run(values, depth, scope, inner);
            return inner.toString();
        });
    }

    private List<Object> kept(List<Object> items, Scope scope) {
        if (asked == null) {
            return items;
        }
        List<Object> kept = new ArrayList<>();
        for (Object item : items) {
            Budget.spend(5);
            Scope turn = scope.within();
            target.set(turn, item);
            if (Values.truth(asked.value(turn))) {
                kept.add(item);
            }
        }
        return kept;
    }
}

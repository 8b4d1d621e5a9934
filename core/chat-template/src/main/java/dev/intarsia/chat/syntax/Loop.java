package dev.intarsia.chat.syntax;

import dev.intarsia.chat.value.Absent;
import dev.intarsia.chat.value.Arguments;
import dev.intarsia.chat.value.Attributed;
import dev.intarsia.chat.value.Budget;
import dev.intarsia.chat.value.Callable;
import dev.intarsia.chat.value.TemplateProblem;
import dev.intarsia.chat.value.Tuple;
import dev.intarsia.chat.value.ValueComparison;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code loop} is within a {@code for}. */
final class Loop implements Callable, Attributed {
    /** Goes through further values with the same body. */
    interface Recursion {
        String run(Object values, int depth);
    }

    private final List<Object> items;
    private final int depth;
    private final @Nullable Recursion recursion;
    private int at = -1;
    private @Nullable Object changed;

    /** @param recursion null where the loop is not recursive */
    Loop(List<Object> items, int depth, @Nullable Recursion recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    boolean next() {
        Budget.spend(5);
        return ++at < items.size();
    }

    Object item() {
        return items.get(at);
    }

    @Override
    public String kind() {
        return "loop";
    }

    @Override
    public Object attribute(String name) {
        return switch (name) {
            case "first" -> at == 0;
            case "last" -> at == items.size() - 1;
            case "index" -> at + 1L;
            case "index0" -> (long) at;
            case "revindex" -> (long) items.size() - at;
            case "revindex0" -> items.size() - at - 1L;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> at == 0 ? Absent.UNDEFINED : items.get(at - 1);
            case "nextitem" -> at == items.size() - 1 ? Absent.UNDEFINED : items.get(at + 1);
            case "cycle" -> (Callable) this::cycle;
            case "changed" -> (Callable) this::changed;
            default -> throw new TemplateProblem("it uses 'loop." + name + "', which is not known here");
        };
    }

    private Object cycle(Arguments with) {
        if (with.given().isEmpty()) {
            throw new TemplateProblem("it calls 'loop.cycle' without values");
        }
        return with.given().get(at % with.given().size());
    }

    private Object changed(Arguments with) {
        Object now = new Tuple(with.given());
        boolean differs = changed == null || !ValueComparison.equal(changed, now);
        changed = now;
        return differs;
    }

    @Override
    public Object call(Arguments with) {
        if (recursion == null) {
            throw new TemplateProblem("it calls 'loop', but its 'for' is not 'recursive'");
        }
        return recursion.run(with.only("iterable").required(0, "iterable"), depth + 1);
    }
}

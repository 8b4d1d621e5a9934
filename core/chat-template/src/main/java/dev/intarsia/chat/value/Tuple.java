package dev.intarsia.chat.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** A list that Python writes in parentheses. */
public final class Tuple extends AbstractList<Object> {
    private final List<Object> items;
    private final List<String> names;

    public Tuple(List<?> items) {
        this(items, List.of());
    }

    /** @param names by which the items can be asked for, too */
    public Tuple(List<?> items, List<String> names) {
        this.items = new ArrayList<>(items);
        this.names = names;
    }

    /** The place of the item of that name, or -1. */
    public int place(String name) {
        return names.indexOf(name);
    }

    @Override
    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}

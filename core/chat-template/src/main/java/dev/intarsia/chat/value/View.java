package dev.intarsia.chat.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Python can go through but is no list. */
public final class View extends AbstractList<Object> {
    public enum Kind {
        /** Has places and a length. */
        RANGE,
        /** Of a map: has a length. */
        ENTRIES,
        /** Gives each item once, and is always true. */
        GENERATOR
    }

    private final Kind kind;
    private final @Nullable String name;
    private final List<Object> items;
    private int taken;

    public View(Kind kind, List<?> items) {
        this(kind, null, items);
    }

    /** @param name what Python writes for all of it, or of the entries of a map before them; null where it writes a place */
    public View(Kind kind, @Nullable String name, List<?> items) {
        this.kind = kind;
        this.name = name;
        this.items = new ArrayList<>(items);
    }

    @Nullable
    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** What is left to go through, at most so many; of a generator it is gone afterwards. */
    public List<Object> take(int most) {
        int from = taken;
        int to = Math.min(items.size(), most > items.size() - from ? items.size() : from + most);
        if (kind == Kind.GENERATOR) {
            taken = to;
        }
        return new ArrayList<>(items.subList(from, to));
    }

    /** A generator has no length. */
    public boolean hasLength() {
        return kind != Kind.GENERATOR;
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

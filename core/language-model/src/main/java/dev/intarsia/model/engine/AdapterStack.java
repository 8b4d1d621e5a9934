package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapters of a batch in native memory, see {@link AdapterArrays}, and which row uses which. */
final class AdapterStack {
    private final NDList arrays;
    private final long[] users;

    private AdapterStack(NDList arrays, long[] users) {
        this.arrays = arrays;
        this.users = users;
    }

    /** @param adapters of each row; null for the base model */
    static AdapterStack of(NDManager manager, AdapterLayout layout, List<@Nullable Adapter> adapters) {
        Map<String, Integer> places = new LinkedHashMap<>();
        List<AdapterValues> distinct = new ArrayList<>();
        long[] users = new long[adapters.size()];
        for (int i = 0; i < users.length; i++) {
            Adapter adapter = adapters.get(i);
            String key = adapter == null ? "" : adapter.digest();
            Integer place = places.get(key);
            if (place == null) {
                place = distinct.size();
                places.put(key, place);
                distinct.add(adapter == null ? AdapterValues.zero(layout) : require(layout, adapter));
            }
            users[i] = place;
        }
        boolean base = places.size() == 1 && places.containsKey("");
        return new AdapterStack(
                base ? none(manager, "b[]") : AdapterArrays.stack(manager, layout, distinct, "b[]"), users);
    }

    /**
     * An adapter's numbers in the model's layout.
     *
     * @throws IllegalArgumentException when it does not fit, see {@link Adapter#in}
     */
    static AdapterValues require(AdapterLayout layout, Adapter adapter) {
        return adapter.in(layout).values();
    }

    /** How an empty list is passed: one empty array. */
    static NDList none(NDManager manager, String name) {
        return new NDList(TokenBatch.named(name, manager.create(new Shape(0))));
    }

    /** Adds which of the adapters each of these rows uses, then the arrays. */
    void addTo(NDList inputs, NDManager manager, int[] rows) {
        inputs.add(
                manager.create(Arrays.stream(rows).mapToLong(row -> users[row]).toArray()));
        inputs.addAll(arrays);
    }
}

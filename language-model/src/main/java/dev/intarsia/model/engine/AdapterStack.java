package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapters of a batch in native memory, one array [adapters, d_out, r] per module, and which row uses which. */
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
        return new AdapterStack(base ? none(manager, "b[]") : stack(manager, layout, distinct, "b[]"), users);
    }

    static AdapterValues require(AdapterLayout layout, Adapter adapter) {
        if (!adapter.layout().equals(layout)) {
            throw new IllegalArgumentException("This adapter has rank "
                    + adapter.layout().rank() + " at "
                    + adapter.layout().modules().size() + " modules, the model was loaded for rank " + layout.rank()
                    + " at " + layout.modules().size() + " modules; was it made for another model?");
        }
        return adapter.values();
    }

    /** How an empty list is passed: one empty array. */
    static NDList none(NDManager manager, String name) {
        return new NDList(TokenBatch.named(name, manager.create(new Shape(0))));
    }

    /** One array [values, d_out, r] per module. */
    static NDList stack(NDManager manager, AdapterLayout layout, List<AdapterValues> values, String name) {
        NDList arrays = new NDList();
        for (ModuleShape module : layout.modules()) {
            int size = layout.size(module);
            float[] block = new float[Math.multiplyExact(size, values.size())];
            for (int i = 0; i < values.size(); i++) {
                System.arraycopy(values.get(i).module(module.id()), 0, block, i * size, size);
            }
            NDArray array = manager.create(block, new Shape(values.size(), module.outputs(), layout.rank()));
            arrays.add(TokenBatch.named(name, array));
        }
        return arrays;
    }

    /** The arrays, then which of their adapters each of these rows uses. */
    NDArray users(NDManager manager, int[] rows) {
        long[] chosen = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = users[rows[i]];
        }
        return manager.create(chosen);
    }

    NDList arrays() {
        return arrays;
    }
}

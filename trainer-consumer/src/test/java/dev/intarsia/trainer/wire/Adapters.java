package dev.intarsia.trainer.wire;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.model.fixture.RandomAdapter;
import dev.intarsia.pieces.module.ModuleId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Small adapters with random numbers. */
public final class Adapters {
    /** Two layers, q and v, of a model four wide, rank 2. */
    public static final AdapterLayout LAYOUT = new AdapterLayout(
            2,
            2,
            Stream.of("0.q", "0.v", "1.q", "1.v")
                    .map(name -> new ModuleShape(ModuleId.parse(name), 4, name.endsWith("q") ? 4 : 3))
                    .toList());

    /** A model four wide of two layers. */
    static final ModelConfig CONFIG = new ModelConfig(
            "llama", 4, 6, 2, AttentionShape.plain(2, 1, 2), Rope.plain(10_000), 1e-5, 10, 16, true, 1, List.of(2));

    private Adapters() {}

    public static AdapterState state(long seed, long steps) {
        return state(LAYOUT, seed, steps);
    }

    static AdapterState state(AdapterLayout layout, long seed, long steps) {
        Random random = new Random(seed);
        List<AdapterValues> values = Stream.generate(() -> RandomAdapter.values(layout, random, 1))
                .limit(3)
                .toList();
        return new AdapterState(Adapter.of(values.get(0)), values.get(1), values.get(2), steps);
    }
}

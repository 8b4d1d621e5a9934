package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.AdapterSource;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pool of one replay. The first method that asks makes it from the population's sharers, the others borrow it; a
 * resumed replay reads it back. Not for several threads.
 */
public final class PoolSource {
    private static final String FILE = "pool";

    private final ReplayModel model;
    private final PoolRules rules;
    private final StateDirectory files;
    private @Nullable MadePool made;

    /**
     * A pool with what it cost.
     *
     * @param work of making it
     */
    record MadePool(SharedPool pool, Work work) {}

    /**
     * The pool for one method.
     *
     * @param borrowed the work of making it, where another method or an earlier run did it
     */
    record Drawn(SharedPool pool, Work borrowed) {}

    /** @param files where the pool is kept for a resumed run */
    public PoolSource(ReplayModel model, PoolRules rules, StateDirectory files) {
        this.model = requireNonNull(model);
        this.rules = requireNonNull(rules);
        this.files = requireNonNull(files);
    }

    /**
     * The adapters of one method, made from the pool.
     *
     * @param meter gets the operations where the pool is made for this method
     */
    AdapterSource with(FlopMeter meter, Function<SharedPool, UserAdapters> adapters) {
        return (population, progress) -> {
            Drawn drawn = draw(population, meter, progress);
            return new AdapterSource.Opened(adapters.apply(drawn.pool()), drawn.borrowed());
        };
    }

    private static Map<String, List<RecordedEvent>> everybody(Population population) {
        Map<String, List<RecordedEvent>> everybody = new TreeMap<>(population.sharers());
        everybody.putAll(population.others());
        return everybody;
    }

    /**
     * Makes a pool from the population's sharers, kept nowhere.
     *
     * @param model left open
     * @param meter what is computed is added there
     */
    public static SharedPool train(
            ReplayModel model, PoolRules rules, Population population, FlopMeter meter, Progress progress) {
        try (SharerTraining training = new SharerTraining(model, rules, meter, progress)) {
            List<Sharer> sharers = training.train(population.sharers());
            Set<String> names = sharers.stream().map(Sharer::user).collect(toSet());
            return SharedPool.of(
                    model.model().fingerprint(),
                    model.model().layout(),
                    model.recipe().gates().kind(),
                    sharers,
                    training.sample(everybody(population), names));
        }
    }

    /** The pool alone. */
    public SharedPool pool(Population population, Progress progress) {
        return draw(population, new FlopMeter(), progress).pool();
    }

    /** @param meter gets the operations where the pool is made now */
    Drawn draw(Population population, FlopMeter meter, Progress progress) {
        MadePool pool = made;
        if (pool != null) {
            return new Drawn(pool.pool(), pool.work());
        }
        Optional<MadePool> kept = files.read(FILE).map(bytes -> PoolCodec.read(bytes, model));
        if (kept.isPresent()) {
            made = kept.get();
            return new Drawn(kept.get().pool(), kept.get().work());
        }
        long began = System.nanoTime();
        double before = meter.flops();
        SharedPool trained = train(model, rules, population, meter, progress);
        pool = new MadePool(trained, new Work((System.nanoTime() - began) / 1e9, meter.flops() - before));
        files.write(FILE, PoolCodec.write(pool));
        made = pool;
        return new Drawn(pool.pool(), Work.NONE);
    }
}

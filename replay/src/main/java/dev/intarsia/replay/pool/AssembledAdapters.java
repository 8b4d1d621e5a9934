package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.StorageCost;
import dev.intarsia.replay.method.TrainingEvents;
import dev.intarsia.replay.method.UserAdapters;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Adapters assembled from sharers' pieces by the sum of each user's signatures, of the recipe's kind: what the assembler and the
 * gateway make of the same events. Nothing is trained for the user.
 */
public final class AssembledAdapters implements UserAdapters {
    private final ReplayModel model;
    private final Assembling assembling;
    private final StandingSignatures signatures;

    /**
     * @param model left open
     * @param rules of the assembler
     * @param meter what is computed is added there
     */
    public AssembledAdapters(ReplayModel model, PoolRules rules, SharedPool pool, FlopMeter meter) {
        this.model = model;
        this.assembling = new Assembling(pool, rules);
        this.signatures = StandingSignatures.of(model, rules, meter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        take(TrainingEvents.plain(model, events));
    }

    /** As {@link #learn}, of what arrived with the trainer. */
    public void take(List<TrainingEvent> arrivals) {
        signatures.learn(arrivals);
    }

    @Override
    public Optional<Adapter> of(String user) {
        return assembling.adapter(signatures.of(user));
    }

    @Override
    public StorageCost kept() {
        long assignments = signatures.users().stream()
                .mapToLong(user -> assembling.bytes(signatures.of(user)))
                .sum();
        return new StorageCost(
                signatures.bytes() + assignments, assembling.pool().bytes());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        signatures.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        signatures.read(in);
    }

    @Override
    public void close() {
        signatures.close();
    }
}

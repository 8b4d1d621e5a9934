package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Family;
import dev.intarsia.replay.method.Offer;
import dev.intarsia.replay.method.Workplace;
import java.util.List;

/** The methods that answer with other people's adapters; they share one pool. */
public final class PoolFamily implements Family {
    private final AssemblerConfig config;

    /** @param config of the assembler: election, gates, decay and weights; nothing of its brokers is used */
    public PoolFamily(AssemblerConfig config) {
        this.config = requireNonNull(config);
    }

    @Override
    public List<Offer> offers(Workplace workplace) {
        ReplayModel model = workplace.model();
        PoolSource source = new PoolSource(model, config, workplace.files());
        return List.of(
                new Offer("peft-retrieval", () -> new NearestSharerMethod(model, config, source)),
                new Offer("assembled", () -> new AssembledMethod(model, config, source)),
                new Offer("assembled+residual", () -> new ResidualMethod(model, config, source)));
    }
}

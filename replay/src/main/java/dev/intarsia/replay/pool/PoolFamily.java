package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.choice.AnswerRule;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.pieces.assemble.PoolRules;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.AdapterMethod;
import dev.intarsia.replay.method.MethodContext;
import dev.intarsia.replay.method.MethodFactory;
import dev.intarsia.replay.method.MethodGroup;
import dev.intarsia.replay.method.UserAdapters;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The methods that answer with other people's adapters; they share one pool. Pieces are parts of LoRAs: others have none. */
public final class PoolFamily implements MethodGroup {
    private final PoolRules rules;
    private final ResidualRule residuals;

    /** @param rules of the assembler: election, gates, decay and weights; nothing of its brokers is used */
    public PoolFamily(PoolRules rules) {
        this(rules, ResidualRule.DEFAULT);
    }

    /**
     * @param rules of the assembler: election, gates, decay and weights; nothing of its brokers is used
     * @param residuals by which the method {@code evidence} chooses what to train
     */
    public PoolFamily(PoolRules rules, ResidualRule residuals) {
        this.rules = requireNonNull(rules);
        this.residuals = requireNonNull(residuals);
    }

    @Override
    public List<MethodFactory> offers(MethodContext workplace) {
        ReplayModel model = workplace.model();
        if (!model.model().layout().form().isLora()) {
            return List.of();
        }
        PoolSource source = new PoolSource(model, rules, workplace.files());
        return List.of(
                offer("peft-retrieval", model, source, (pool, meter) -> new NearestAdapters(model, rules, pool, meter)),
                offer("assembled", model, source, (pool, meter) -> new AssembledAdapters(model, rules, pool, meter)),
                offer(
                        "assembled+residual",
                        model,
                        source,
                        (pool, meter) -> ResidualAdapters.of(model, rules, pool, meter)),
                offer(
                        "evidence",
                        model,
                        source,
                        (pool, meter) -> new ResidualAdapters(model, rules, residuals, pool, meter)),
                offer(
                        "auto",
                        model,
                        source,
                        (pool, meter) -> new ChosenAdapters(model, rules, AnswerRule.DEFAULT, pool, meter)));
    }

    @Override
    public Set<String> names() {
        return Set.of("peft-retrieval", "assembled", "assembled+residual", "evidence", "auto");
    }

    private static MethodFactory offer(
            String name,
            ReplayModel model,
            PoolSource source,
            BiFunction<SharedPool, FlopMeter, UserAdapters> adapters) {
        return new MethodFactory(name, () -> {
            FlopMeter meter = new FlopMeter();
            return AdapterMethod.plain(name, model, meter, source.with(meter, pool -> adapters.apply(pool, meter)));
        });
    }
}

package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Kept;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.trainer.learn.Arrival;
import dev.intarsia.trainer.learn.Turn;
import dev.intarsia.trainer.learn.Waves;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The assembled adapter with a small residual of the user's own on top, trained now and then on the user's own events, as
 * MTA stacks one on merged adapters. A is shared, so the sum of both is an adapter again, and training goes on from it.
 */
public final class ResidualMethod implements Method {
    private final PoolSource source;
    private final AssemblerConfig config;
    private final ReplayModel model;
    private final ResidualRecipe recipe;
    private final FlopMeter meter = new FlopMeter();
    private final StandingSignatures signatures;
    private final Residuals residuals;
    private final AdapterAnswers answers;
    private @Nullable Assembling assembling;
    private Work borrowed = Work.NONE;

    /** @param source of the pool, which several methods may share */
    public ResidualMethod(ReplayModel model, AssemblerConfig config, PoolSource source) {
        this(model, config, source, ResidualRecipe.of(model.trainer()));
    }

    ResidualMethod(ReplayModel model, AssemblerConfig config, PoolSource source, ResidualRecipe recipe) {
        this.model = requireNonNull(model);
        this.source = requireNonNull(source);
        this.config = requireNonNull(config);
        this.recipe = requireNonNull(recipe);
        this.signatures = new StandingSignatures(model, AssemblerSettings.decay(config.signatures()), meter);
        this.residuals = new Residuals(model, recipe, meter);
        this.answers = new AdapterAnswers(model, meter);
    }

    @Override
    public String name() {
        return "assembled+residual";
    }

    @Override
    public void prepare(Population population) {
        PoolSource.Drawn drawn = source.draw(population, meter);
        assembling = new Assembling(drawn.pool(), config);
        borrowed = drawn.borrowed();
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return answers.answer(questions, this::adapter);
    }

    @Override
    public List<Double> surprise(List<Question> questions, List<String> golds) {
        return answers.surprise(questions, golds, this::adapter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        Waves waves = Waves.of(Arrivals.of(model, events), residuals::history, recipe.schedule(), recipe.window());
        for (List<Turn> wave : waves.waves()) {
            List<Arrival> arrivals =
                    wave.stream().flatMap(turn -> turn.arrivals().stream()).toList();
            signatures.learn(arrivals);
            wave.forEach(turn -> residuals.remember(turn.user(), turn.after()));
            residuals.train(wave.stream().filter(Turn::due).map(Turn::user).toList(), this::assembled);
        }
    }

    private Optional<Adapter> adapter(String user) {
        Optional<AdapterValues> residual = residuals.of(user);
        return residual.isEmpty()
                ? assembling().adapter(signatures.of(user))
                : Optional.of(Adapter.of(Residuals.sum(assembled(user), residual.get(), 1)));
    }

    private AdapterValues assembled(String user) {
        return assembling()
                .adapter(signatures.of(user))
                .map(Adapter::values)
                .orElseGet(() -> AdapterValues.zero(model.model().layout()));
    }

    private Assembling assembling() {
        return requireNonNull(assembling, "prepare comes before questions");
    }

    @Override
    public double flops() {
        return meter.flops();
    }

    @Override
    public Work borrowed() {
        return borrowed;
    }

    @Override
    public Kept kept() {
        long assignments = residuals.users().stream()
                .mapToLong(user -> assembling().bytes(signatures.of(user)))
                .sum();
        return new Kept(
                signatures.bytes() + assignments + residuals.bytes(),
                assembling().pool().bytes());
    }

    @Override
    public void close() {
        signatures.close();
        residuals.close();
    }
}

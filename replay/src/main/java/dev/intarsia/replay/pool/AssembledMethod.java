package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.AssemblerSettings;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Kept;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An adapter assembled from sharers' pieces by the sum of the user's gradient signatures: what the assembler and the
 * gateway make of the same events. Nothing is trained for the user.
 */
public final class AssembledMethod implements Method {
    private final PoolSource source;
    private final AssemblerConfig config;
    private final FlopMeter meter = new FlopMeter();
    private final StandingSignatures signatures;
    private final AdapterAnswers answers;
    private final ReplayModel model;
    private final Set<String> users = new HashSet<>();
    private @Nullable Assembling assembling;
    private Work borrowed = Work.NONE;

    /** @param source of the pool, which several methods may share */
    public AssembledMethod(ReplayModel model, AssemblerConfig config, PoolSource source) {
        this.model = requireNonNull(model);
        this.source = requireNonNull(source);
        this.config = requireNonNull(config);
        this.signatures = new StandingSignatures(model, AssemblerSettings.decay(config.signatures()), meter);
        this.answers = new AdapterAnswers(model, meter);
    }

    @Override
    public String name() {
        return "assembled";
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
        events.forEach(event -> users.add(event.user()));
        signatures.learn(Arrivals.of(model, events));
    }

    private Optional<Adapter> adapter(String user) {
        return assembling().adapter(signatures.of(user));
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
        long assignments = users.stream()
                .mapToLong(user -> assembling().bytes(signatures.of(user)))
                .sum();
        return new Kept(signatures.bytes() + assignments, assembling().pool().bytes());
    }

    @Override
    public void close() {
        signatures.close();
    }
}

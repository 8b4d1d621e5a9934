package dev.intarsia.replay.paper;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.KeptFiles;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Kept;
import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.pool.AdapterAnswers;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.prompt.TemplateProfile;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Per-Pcs as published (arXiv 2406.10471): sharers from clusters of histories, activation gates, and assembly from the
 * lowest layer up in batches of the user's history, plain and with retrieved history in the prompt. Questions are put
 * plainly, as to every adapter.
 */
public final class PaperMethod implements Method {
    private static final String FILE = "paper-pool";

    private final ReplayModel model;
    private final PaperSettings settings;
    private final Supplier<People> people;
    private final KeptFiles files;
    private final Views views;
    private final FlopMeter meter = new FlopMeter();
    private final AdapterAnswers answers;
    private final Map<String, PaperUser> users = new HashMap<>();
    private @Nullable PaperPool pool;
    private Work borrowed = Work.NONE;
    private @Nullable LayerwiseAssembly assembly;

    /**
     * @param model the base model, loaded for adapters of the settings' shape; closed with this
     * @param files where the pool is kept for a resumed run
     */
    private PaperMethod(ReplayModel model, PaperSettings settings, KeptFiles files) {
        this.model = requireNonNull(model);
        this.settings = requireNonNull(settings);
        this.people = () -> new People(model.task(), model.tasks(), 1, new TemplateProfile(model.task()));
        this.views = new Views(model, people.get());
        this.files = requireNonNull(files);
        this.answers = new AdapterAnswers(model, meter);
    }

    /**
     * Loads the base model once more, for adapters with an A of their own.
     *
     * @param base left open
     */
    public static PaperMethod open(ReplayModel base, PaperSettings settings, KeptFiles files) {
        try {
            return new PaperMethod(base.reshaped(settings::shape), settings, files);
        } catch (IOException e) {
            throw new UncheckedIOException("The base model cannot be loaded a second time.", e);
        }
    }

    @Override
    public String name() {
        return "per-pcs-paper";
    }

    @Override
    public void prepare(Population population) {
        Optional<PaperPoolForm> kept = files.read(FILE).map(bytes -> PaperPoolForm.read(bytes, model));
        PaperPool made = kept.map(PaperPoolForm::pool).orElseGet(() -> trained(population));
        borrowed = kept.map(PaperPoolForm::work).orElse(Work.NONE);
        pool = made;
        assembly = new LayerwiseAssembly(model, made, settings.kept(), meter);
    }

    private PaperPool trained(Population population) {
        long began = System.nanoTime();
        PaperPool trained = new PaperTraining(model, settings, people, meter).train(population);
        Work work = new Work((System.nanoTime() - began) / 1e9, meter.flops());
        files.write(FILE, new PaperPoolForm(trained, work).write());
        return trained;
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        assemble(questions);
        return answers.answer(questions, this::adapter);
    }

    @Override
    public List<Double> surprise(List<Question> questions, List<String> golds) {
        assemble(questions);
        return answers.surprise(questions, golds, this::adapter);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        for (RecordedEvent event : events) {
            PaperUser user = users.computeIfAbsent(
                    event.user(), absent -> new PaperUser(settings.together(), settings.assembledFrom()));
            List<Example> seen = views.next(event);
            if (!seen.isEmpty()) {
                user.add(seen);
            }
        }
    }

    /** Assembling waits for a question: in between, half batches would be assembled that nobody looks at. */
    private void assemble(List<Question> questions) {
        if (pool().sharers().isEmpty()) {
            return;
        }
        List<PaperUser.Batch> due = questions.stream()
                .map(Question::user)
                .distinct()
                .flatMap(user -> Stream.ofNullable(users.get(user)))
                .flatMap(user -> user.due().stream())
                .toList();
        List<Map<ModuleId, float[]>> tables = requireNonNull(assembly)
                .assemble(due.stream().map(PaperUser.Batch::examples).toList());
        for (int i = 0; i < due.size(); i++) {
            due.get(i).assembled(tables.get(i));
        }
    }

    private Optional<Adapter> adapter(String user) {
        PaperUser standing = users.get(user);
        if (standing == null || pool().sharers().isEmpty()) {
            return Optional.empty();
        }
        Map<ModuleId, float[]> table = standing.table();
        return table.isEmpty() ? Optional.empty() : Optional.of(pool().compose(table));
    }

    private PaperPool pool() {
        return requireNonNull(pool, "prepare comes before anything else");
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
        return new Kept(users.size() * pool().tableBytes(), pool().bytes());
    }

    @Override
    public void close() {
        model.close();
    }
}

package dev.intarsia.replay.paper;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.knowledge.TemplateProfile;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.method.AdapterSource;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Work;
import dev.intarsia.replay.prompt.People;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the paper's pool, or reads it back, and hands out adapters assembled from it. */
final class PaperSource implements AdapterSource {
    static final String FILE = "paper-pool";

    private final ReplayModel model;
    private final PaperSettings settings;
    private final StateDirectory files;
    private final FlopMeter meter;
    private final Supplier<People> people;

    /**
     * @param model the base model, loaded for adapters of the settings' shape; closed with this
     * @param files where the pool is kept for a resumed run
     */
    PaperSource(ReplayModel model, PaperSettings settings, StateDirectory files, FlopMeter meter) {
        this.model = requireNonNull(model);
        this.settings = requireNonNull(settings);
        this.files = requireNonNull(files);
        this.meter = requireNonNull(meter);
        this.people = () -> new People(model.task(), model.encoding().tasks(), 1, new TemplateProfile(model.task()));
    }

    @Override
    public Opened open(Population population, Progress progress) {
        Optional<PaperPoolCodec> kept = files.read(FILE).map(bytes -> PaperPoolCodec.read(bytes, model));
        PaperPool pool = kept.map(PaperPoolCodec::pool).orElseGet(() -> trained(population, progress));
        return new Opened(
                new PaperAdapters(model, settings, pool, new Views(model, people.get()), meter),
                kept.map(PaperPoolCodec::work).orElse(Work.NONE));
    }

    private PaperPool trained(Population population, Progress progress) {
        long began = System.nanoTime();
        PaperPool trained = new PaperTraining(model, settings, people, meter, progress).train(population);
        Work work = new Work((System.nanoTime() - began) / 1e9, meter.flops());
        files.write(FILE, new PaperPoolCodec(trained, work).write());
        return trained;
    }

    @Override
    public void close() {
        model.close();
    }
}

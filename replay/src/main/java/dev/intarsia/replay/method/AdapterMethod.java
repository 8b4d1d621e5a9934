package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers with the base model, each user under the adapter that a source has for them, with the person before the prompt. */
public final class AdapterMethod implements Method {
    private final String name;
    private final People people;
    private final FlopMeter meter;
    private final Asking asking;
    private final AdapterSource source;
    private @Nullable UserAdapters adapters;
    private Work borrowed = Work.NONE;

    /**
     * @param people whoever the source's adapters remember
     * @param meter of this method, which {@code people} and {@code source} may count on too
     * @param source closed with this
     */
    public AdapterMethod(String name, ReplayModel model, People people, FlopMeter meter, AdapterSource source) {
        this.name = requireNonNull(name);
        this.people = requireNonNull(people);
        this.meter = requireNonNull(meter);
        this.asking = new Asking(model, people, meter);
        this.source = requireNonNull(source);
    }

    /** Asks plainly: nothing of anybody stands before a prompt. */
    public static AdapterMethod plain(String name, ReplayModel model, FlopMeter meter, AdapterSource source) {
        return new AdapterMethod(
                name, model, new People(model.task(), model.encoding().tasks(), 0, null), meter, source);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(Population population, Progress progress) {
        AdapterSource.Opened opened = source.open(population, progress);
        adapters = opened.adapters();
        borrowed = opened.borrowed();
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return asking.answer(questions, chosen(questions));
    }

    @Override
    public List<Double> nll(List<Question> questions, List<String> golds) {
        return asking.nll(questions, golds, chosen(questions));
    }

    private List<@Nullable Adapter> chosen(List<Question> questions) {
        Set<String> users = new LinkedHashSet<>();
        questions.forEach(question -> users.add(question.user()));
        adapters().expect(users);
        Map<String, @Nullable Adapter> own = new HashMap<>();
        users.forEach(user -> own.put(user, adapters().of(user).orElse(null)));
        List<@Nullable Adapter> chosen = new ArrayList<>();
        questions.forEach(question -> chosen.add(own.get(question.user())));
        return chosen;
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        adapters().learn(events);
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
    public StorageCost kept() {
        StorageCost kept = adapters().kept();
        return new StorageCost(kept.own() + people.bytes(), kept.shared());
    }

    @Override
    public void save(DataOutput out) throws IOException {
        adapters().save(out);
        people.save(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        adapters().restore(learned, in);
        people.restore(in);
    }

    private UserAdapters adapters() {
        return requireNonNull(adapters, "prepare comes before anything else");
    }

    @Override
    public void close() {
        if (adapters != null) {
            adapters.close();
        }
        source.close();
    }
}

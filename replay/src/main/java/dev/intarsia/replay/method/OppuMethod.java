package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.prompt.Person;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.trainer.history.EncodedEvent;
import dev.intarsia.trainer.learn.Arrival;
import dev.intarsia.trainer.learn.Draft;
import dev.intarsia.trainer.learn.Learner;
import dev.intarsia.trainer.update.ReferenceSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One adapter per user (OPPU, arXiv 2402.04401), kept fresh by the trainer's own learner with its own settings. What stands
 * of the person before the prompt is the same in training, where an event is met with only what came before it, and in
 * answering.
 */
public final class OppuMethod implements Method {
    private final String name;
    private final ReplayModel model;
    private final People people;
    private final FlopMeter meter;
    private final Asking asking;
    private final Learner learner;
    private final OwnAdapters adapters;

    /** @param meter of this method, which {@code people} may count on too */
    public OppuMethod(String name, ReplayModel model, People people, FlopMeter meter) {
        this.name = requireNonNull(name);
        this.model = requireNonNull(model);
        this.people = requireNonNull(people);
        this.meter = requireNonNull(meter);
        asking = new Asking(model, people, meter);
        learner = Learner.ofAdapters(model.trainer(), model.model(), ReferenceSet.none(), this::count);
        adapters = new OwnAdapters(
                model.model().layout(), model.trainer().history().window());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return asking.answer(questions, own(questions));
    }

    @Override
    public List<Double> surprise(List<Question> questions, List<String> golds) {
        return asking.surprise(questions, golds, own(questions));
    }

    private List<@Nullable Adapter> own(List<Question> questions) {
        List<@Nullable Adapter> own = new ArrayList<>();
        questions.forEach(question -> own.add(adapters.own(model.seeded(question.user()))));
        return own;
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        Draft draft = new Draft(adapters);
        learner.learn(arrivals(events), draft, user -> true);
        adapters.take(draft);
    }

    private List<Arrival> arrivals(List<RecordedEvent> events) {
        people.writeProfiles(events.stream().map(RecordedEvent::user).collect(Collectors.toSet()));
        List<Arrival> arrivals = new ArrayList<>();
        for (RecordedEvent event : events) {
            Person person = people.before(event.user(), event.input());
            model.example(event, person.history(), person.profile())
                    .ifPresent(example -> arrivals.add(new Arrival(
                            model.seeded(event.user()),
                            event.task(),
                            event.time(),
                            EncodedEvent.of(event.id(), event.time(), example))));
            people.remember(event);
        }
        return arrivals;
    }

    private void count(UserUpdate update) {
        for (List<Example> step : update.steps()) {
            for (Example example : step) {
                meter.add(model.flops().training(example.tokens().length - 1, example.responseLength()));
            }
        }
    }

    @Override
    public double flops() {
        return meter.flops();
    }

    @Override
    public Kept kept() {
        return new Kept(adapters.bytes() + people.bytes(), 0);
    }

    @Override
    public void save(DataOutput out) throws IOException {
        adapters.write(out);
    }

    @Override
    public void restore(List<RecordedEvent> learned, DataInput in) throws IOException {
        adapters.read(arrivals(learned), in);
    }

    @Override
    public void close() {
        learner.close();
    }
}

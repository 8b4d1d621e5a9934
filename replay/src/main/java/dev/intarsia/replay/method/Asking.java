package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts questions to the model with the person before each, under given adapters. */
public final class Asking {
    private final ReplayModel model;
    private final People people;
    private final Answering answering;

    /** @param meter what is computed is added there */
    public Asking(ReplayModel model, People people, FlopMeter meter) {
        this.model = requireNonNull(model);
        this.people = requireNonNull(people);
        answering = new Answering(model, meter);
    }

    /** @param adapters one per question; null for the base model */
    public List<Reply> answer(List<Question> questions, List<@Nullable Adapter> adapters) {
        writeProfiles(questions);
        List<PromptRow> rows = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            Person person = people.before(question.user(), question.input());
            rows.add(new PromptRow(
                    answering.prompt(question.input(), person.history(), person.profile()), adapters.get(i)));
        }
        return answering.replies(questions, rows);
    }

    /** As {@link Method#nll} wants it. */
    public List<Double> nll(List<Question> questions, List<String> golds, List<@Nullable Adapter> adapters) {
        List<Example> answered = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Question question = questions.get(i);
            Person person = people.before(question.user(), question.input());
            answered.add(model.encoding()
                    .encoder()
                    .encode(model.task(), question.input(), person.history(), person.profile(), golds.get(i)));
        }
        return answering.nll(answered, adapters);
    }

    private void writeProfiles(List<Question> questions) {
        people.writeProfiles(questions.stream().map(Question::user).collect(Collectors.toSet()));
    }
}

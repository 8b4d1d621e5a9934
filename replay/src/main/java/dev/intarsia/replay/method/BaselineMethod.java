package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.evaluation.baseline.Baseline;
import dev.intarsia.evaluation.baseline.GlobalMean;
import dev.intarsia.evaluation.baseline.ItemMean;
import dev.intarsia.evaluation.baseline.ItemUserBias;
import dev.intarsia.evaluation.baseline.LabelScale;
import dev.intarsia.evaluation.baseline.Observation;
import dev.intarsia.evaluation.baseline.UserMean;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A predictor of values without a model, rounded to the scale. What it knows of items is the population's, as with a base
 * model that was adapted on the population; a target's events tell it of that target alone.
 */
public final class BaselineMethod implements Method {
    /** Prior of an item's and a user's bias, in values at the mean. */
    private static final double SHRINKAGE = 5;

    private final String name;
    private final Baseline baseline;
    private final Answer.Scale answer;
    private final LabelScale scale;
    private final BiConsumer<Baseline, Observation> learning;
    private final Set<String> users = new HashSet<>();

    private BaselineMethod(
            String name, Baseline baseline, Answer.Scale answer, BiConsumer<Baseline, Observation> learning) {
        this.name = requireNonNull(name);
        this.baseline = requireNonNull(baseline);
        this.answer = requireNonNull(answer);
        this.scale = LabelScale.of(answer);
        this.learning = requireNonNull(learning);
    }

    public static BaselineMethod globalMean(Answer.Scale answer) {
        return new BaselineMethod("baseline:global-mean", new GlobalMean(), answer, (baseline, value) -> {});
    }

    public static BaselineMethod itemMean(Answer.Scale answer) {
        return new BaselineMethod("baseline:item-mean", new ItemMean(SHRINKAGE), answer, (baseline, value) -> {});
    }

    public static BaselineMethod userMean(Answer.Scale answer) {
        return new BaselineMethod(
                "baseline:user-mean",
                new UserMean(),
                answer,
                (baseline, value) -> ((UserMean) baseline).observePersonally(value));
    }

    public static BaselineMethod itemUserBias(Answer.Scale answer) {
        return new BaselineMethod(
                "baseline:item-user-bias",
                new ItemUserBias(SHRINKAGE, SHRINKAGE),
                answer,
                (baseline, value) -> ((ItemUserBias) baseline).observePersonally(value));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare(Population population, Progress progress) {
        List<Observation> observed =
                population.events().filter(this::answers).map(this::observation).toList();
        observed.forEach(baseline::observe);
        if (observed.isEmpty()) {
            double[] labels = answer.values();
            baseline.observe(new Observation("", "", labels[labels.length / 2]));
        }
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return questions.stream().map(this::reply).toList();
    }

    private Reply reply(Question question) {
        double predicted = baseline.predict(question.user(), Items.of(question.input()));
        return Reply.of(answer.labels().get(scale.nearest(predicted)));
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        for (RecordedEvent event : events.stream().filter(this::answers).toList()) {
            learning.accept(baseline, observation(event));
            users.add(event.user());
        }
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(2L * Double.BYTES * users.size(), 0);
    }

    private boolean answers(RecordedEvent event) {
        return answer.problem(event.output()).isEmpty();
    }

    private Observation observation(RecordedEvent event) {
        return new Observation(event.user(), Items.of(event.input()), answer.value(event.output()));
    }
}

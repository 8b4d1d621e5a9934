package dev.intarsia.replay.method;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Predictors without a model, those that suit the kind of answer. */
public final class BaselineFamily implements Family {
    @Override
    public List<Offer> offers(Workplace workplace) {
        Task task = workplace.model().task();
        List<Offer> offers = new ArrayList<>();
        if (task.answer() instanceof Answer.Scale scale) {
            offers.add(new Offer("baseline:global-mean", () -> BaselineMethod.globalMean(scale)));
            offers.add(new Offer("baseline:item-mean", () -> BaselineMethod.itemMean(scale)));
            offers.add(new Offer("baseline:user-mean", () -> BaselineMethod.userMean(scale)));
            offers.add(new Offer("baseline:item-user-bias", () -> BaselineMethod.itemUserBias(scale)));
        }
        if (task.answer() instanceof Answer.Labels) {
            offers.add(new Offer("baseline:most-frequent", () -> new MostFrequentMethod(task)));
        }
        offers.add(new Offer(
                "baseline:copy-most-similar",
                () -> new CopyMethod(task, workplace.model().tasks())));
        return offers;
    }

    @Override
    public Set<String> names() {
        return Set.of(
                "baseline:global-mean",
                "baseline:item-mean",
                "baseline:user-mean",
                "baseline:item-user-bias",
                "baseline:most-frequent",
                "baseline:copy-most-similar");
    }
}

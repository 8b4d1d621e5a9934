package dev.intarsia.replay.method;

import dev.intarsia.tasks.Answer;
import dev.intarsia.tasks.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Predictors without a model, those that suit the kind of answer. */
public final class BaselineFamily implements MethodGroup {
    @Override
    public List<MethodFactory> offers(MethodContext workplace) {
        Task task = workplace.model().task();
        List<MethodFactory> offers = new ArrayList<>();
        if (task.answer() instanceof Answer.Scale scale) {
            offers.add(new MethodFactory("baseline:global-mean", () -> BaselineMethod.globalMean(scale)));
            offers.add(new MethodFactory("baseline:item-mean", () -> BaselineMethod.itemMean(scale)));
            offers.add(new MethodFactory("baseline:user-mean", () -> BaselineMethod.userMean(scale)));
            offers.add(new MethodFactory("baseline:item-user-bias", () -> BaselineMethod.itemUserBias(scale)));
        }
        if (task.answer() instanceof Answer.Labels) {
            offers.add(new MethodFactory("baseline:most-frequent", () -> new MostFrequentMethod(task)));
        }
        offers.add(new MethodFactory(
                "baseline:copy-most-similar",
                () -> new CopyMethod(task, workplace.model().encoding().tasks())));
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

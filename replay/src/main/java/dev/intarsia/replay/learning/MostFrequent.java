package dev.intarsia.replay.learning;

import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MostFrequentMethod;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Task;
import java.util.List;

/** What a user answered most often so far: what no rule should be behind where answers are labels. */
final class MostFrequent {
    private final Method method;

    MostFrequent(Task task) {
        method = new MostFrequentMethod(task);
        method.prepare(Population.NOBODY, Progress.NONE);
    }

    /** Without nats, operations and seconds. */
    RuleResult of(List<StreamedUser> users, int positions) {
        List<Scores> streamed =
                users.stream().map(user -> Scores.none(positions)).toList();
        List<Scores> later =
                users.stream().map(user -> Scores.none(user.later().size())).toList();
        for (int i = 0; i < users.size(); i++) {
            List<RecordedEvent> events = users.get(i).events();
            for (int position = 0; position < events.size(); position++) {
                ask(events.get(position), streamed.get(i), position);
                method.learn(List.of(events.get(position)));
            }
            List<RecordedEvent> asked = users.get(i).later();
            for (int position = 0; position < asked.size(); position++) {
                ask(asked.get(position), later.get(i), position);
            }
        }
        return new RuleResult("the user's most frequent answer", streamed, streamed, later, List.of(), 0, 0);
    }

    private void ask(RecordedEvent event, Scores scores, int position) {
        String answer = method.answer(List.of(Question.of(event))).get(0).answer();
        scores.put(position, answer.equals(event.output()) ? 0 : 1, Double.NaN);
    }
}

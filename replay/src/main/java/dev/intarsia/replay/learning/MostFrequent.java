package dev.intarsia.replay.learning;

import dev.intarsia.replay.method.Method;
import dev.intarsia.replay.method.MostFrequentMethod;
import dev.intarsia.replay.method.Population;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.sweep.Scores;
import dev.intarsia.tasks.Task;
import java.util.List;

/** What a user answered most often so far: what no rule should be behind where answers are labels. */
final class MostFrequent {
    private final Method method;

    MostFrequent(Task task) {
        method = new MostFrequentMethod(task);
        method.prepare(Population.NOBODY, Progress.NONE);
    }

    /**
     * Without nats, operations and seconds.
     *
     * @param early after how many events of everybody later ones are asked already
     */
    RuleResult of(List<StreamedUser> users, int positions, List<Integer> early) {
        List<Scores> streamed =
                users.stream().map(user -> Scores.none(positions)).toList();
        List<Scores> later = blank(users);
        List<List<Scores>> asked = early.stream()
                .filter(after -> after <= positions)
                .map(after -> blank(users))
                .toList();
        for (int i = 0; i < users.size(); i++) {
            List<RecordedEvent> events = users.get(i).events();
            for (int position = 0; position < positions; position++) {
                if (position < events.size()) {
                    ask(events.get(position), streamed.get(i), position);
                    method.learn(List.of(events.get(position)));
                }
                int after = early.indexOf(position + 1);
                if (after >= 0) {
                    askLater(users.get(i), asked.get(after).get(i));
                }
            }
            askLater(users.get(i), later.get(i));
        }
        return new RuleResult("the user's most frequent answer", streamed, streamed, later, asked, List.of(), 0, 0);
    }

    private static List<Scores> blank(List<StreamedUser> users) {
        return users.stream().map(user -> Scores.none(user.later().size())).toList();
    }

    private void askLater(StreamedUser user, Scores scores) {
        for (int position = 0; position < user.later().size(); position++) {
            ask(user.later().get(position), scores, position);
        }
    }

    private void ask(RecordedEvent event, Scores scores, int position) {
        String answer = method.answer(List.of(Question.of(event))).get(0).answer();
        scores.put(position, answer.equals(event.output()) ? 0 : 1, Double.NaN);
    }
}

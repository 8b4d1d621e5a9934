package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.util.List;

/**
 * What the user answered to the most similar past question, by BM25, among those whose output is an answer to this one. To a user's first question the first label, or
 * nothing where the answer is text.
 */
public final class CopyMethod implements Method {
    private final Task task;
    private final People people;
    private final String otherwise;

    public CopyMethod(Task task, Tasks tasks) {
        this.task = requireNonNull(task);
        people = new People(task, tasks, 1, null);
        otherwise = task.labels().isEmpty() ? "" : task.labels().get(0);
    }

    @Override
    public String name() {
        return "baseline:copy-most-similar";
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return questions.stream().map(this::reply).toList();
    }

    private Reply reply(Question question) {
        return Reply.of(people.before(question.user(), question.input()).history().stream()
                .findFirst()
                .map(PastEvent::output)
                .orElse(otherwise));
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        events.stream()
                .filter(event -> task.answer().problem(event.output()).isEmpty())
                .forEach(people::remember);
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(people.bytes(), 0);
    }
}

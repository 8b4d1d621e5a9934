package dev.intarsia.replay.method;

import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The label the user gave most often, the latest such where there are several; the population's most frequent one for a
 * user of whom nothing is known.
 */
public final class MostFrequentMethod implements Method {
    private final Task task;
    private final String first;
    private final Map<String, Counts> users = new HashMap<>();
    private Counts everybody = new Counts();

    public MostFrequentMethod(Task task) {
        this.task = task;
        first = task.labels().get(0);
    }

    @Override
    public String name() {
        return "baseline:most-frequent";
    }

    @Override
    public void prepare(Population population, Progress progress) {
        Counts counts = new Counts();
        population.events().filter(this::answers).forEach(event -> counts.add(event.output()));
        everybody = counts;
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return questions.stream()
                .map(question ->
                        Reply.of(users.getOrDefault(question.user(), everybody).best(first)))
                .toList();
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        events.stream()
                .filter(this::answers)
                .forEach(event -> users.computeIfAbsent(event.user(), user -> new Counts())
                        .add(event.output()));
    }

    private boolean answers(RecordedEvent event) {
        return task.answer().problem(event.output()).isEmpty();
    }

    @Override
    public StorageCost kept() {
        return new StorageCost(users.values().stream().mapToLong(Counts::bytes).sum(), everybody.bytes());
    }

    private static final class Counts {
        private final Map<String, Integer> byLabel = new HashMap<>();
        private String best = "";

        void add(String label) {
            int count = byLabel.merge(label, 1, Integer::sum);
            if (count >= byLabel.getOrDefault(best, 0)) {
                best = label;
            }
        }

        String best(String otherwise) {
            return byLabel.isEmpty() ? otherwise : best;
        }

        long bytes() {
            return (long) Integer.BYTES * byLabel.size();
        }
    }
}

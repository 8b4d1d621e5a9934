package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.KnowledgeExamples;
import dev.intarsia.model.example.KnownEvent;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.oppu.history.History;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * What is trained on of events. With knowledge, an event's prompt carries what stood of its user before it, as far back as
 * the history holds events: it follows from the history alone, so it is the same whenever the same history is asked. The
 * oldest event that is held has nothing before it.
 *
 * @param knowledge how much of the past prompts carry
 */
record HistoryExamples(KnowledgeChoice knowledge) {
    /** Of prompts with nothing of the past. */
    static final HistoryExamples PLAIN = new HistoryExamples(KnowledgeChoice.NONE);

    HistoryExamples {
        requireNonNull(knowledge);
    }

    /**
     * Events' examples by their numbers.
     *
     * @param numbers held by the history, in any order, each any number of times
     * @throws UnsupportedOperationException with knowledge, where an event is kept without its text
     */
    Map<Long, Example> of(History history, Collection<Long> numbers) {
        TreeSet<Long> asked = new TreeSet<>(numbers);
        if (asked.isEmpty() || knowledge.none()) {
            return asked.stream()
                    .collect(toMap(
                            Function.identity(), number -> history.event(number).example()));
        }
        Map<Long, Example> examples = new HashMap<>();
        KnowledgeExamples before = new KnowledgeExamples(knowledge);
        for (long number = history.oldest(); number <= asked.last(); number++) {
            KnownEvent event = history.event(number).known();
            if (asked.contains(number)) {
                examples.put(number, before.next(event));
            } else {
                before.pass(event);
            }
        }
        return examples;
    }

    /** The same of a range of events, by their numbers from {@code from} to below {@code end}. */
    Map<Long, Example> of(History history, long from, long end) {
        return of(history, LongStream.range(from, end).boxed().toList());
    }
}

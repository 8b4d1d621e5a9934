package dev.intarsia.replay.method;

import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Questions with their true answers, as examples to be scored. */
final class Golds {
    private Golds() {}

    static List<Example> examples(
            List<Question> questions, List<String> golds, BiFunction<Question, String, Example> encoding) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            examples.add(encoding.apply(questions.get(i), golds.get(i)));
        }
        return examples;
    }
}

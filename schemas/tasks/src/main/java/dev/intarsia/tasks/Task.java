package dev.intarsia.tasks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kind of question a user's behaviour answers, as its file declares it.
 *
 * @param name unique, as events and requests name it
 * @param version raised whenever prompts or answers change
 * @param description for people
 * @param input the input fields by name, in the file's order
 * @param prompt what the model is asked; it sees the input fields
 * @param output what the model is trained to answer; it sees {@code output}
 * @param answer the answers that exist
 * @param metrics how answers are measured
 * @param personal how the person enters the prompt
 */
public record Task(
        String name,
        int version,
        String description,
        Map<String, InputField> input,
        Template prompt,
        Template output,
        Answer answer,
        List<Metric> metrics,
        Personal personal) {
    static final String OUTPUT = "output";

    public Task {
        input = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(input));
        metrics = List.copyOf(metrics);
    }

    /** The prompt of the task alone. */
    public String prompt(Map<String, String> values) {
        return prompt.render(complete(values));
    }

    /**
     * The prompt with the person before it.
     *
     * @param history past events in the order they shall appear; may be empty
     * @param profile a text about the user, or null
     */
    public String prompt(Map<String, String> values, List<PastEvent> history, @Nullable String profile) {
        return personalPart(history, profile) + prompt(values);
    }

    /** What stands before the prompt for this history and profile; empty for neither. */
    public String personalPart(List<PastEvent> history, @Nullable String profile) {
        return personal.prefix(history, profile, this::complete);
    }

    /** The text the model answers with for {@code output}, such as a label with its leading space. */
    public String answer(String value) {
        return output.render(Map.of(OUTPUT, value));
    }

    /** The labels among which the model chooses; empty where the answer is free text. */
    public List<String> labels() {
        return answer.labels();
    }

    /** Everything wrong with an event of this task; empty when it is good. */
    public List<Violation> validate(Map<String, String> values, @Nullable String value) {
        List<Violation> found = new ArrayList<>(validate(values));
        if (value == null) {
            found.add(new Violation(OUTPUT, "is missing; give the user's answer"));
        } else {
            answer.problem(value).ifPresent(problem -> found.add(new Violation(OUTPUT, problem)));
        }
        return found;
    }

    /** Everything wrong with the input of a question of this task; empty when it is good. */
    public List<Violation> validate(Map<String, String> values) {
        List<Violation> found = new ArrayList<>();
        values.forEach((key, text) -> {
            InputField field = input.get(key);
            if (field == null) {
                found.add(new Violation(
                        key, "is no field of task " + name + "; use only " + String.join(", ", input.keySet())));
            } else if (text.length() > field.maxLength()) {
                found.add(
                        new Violation(key, "has " + text.length() + " characters; shorten it to " + field.maxLength()));
            }
        });
        for (InputField field : input.values()) {
            if (field.required() && values.getOrDefault(field.name(), "").isBlank()) {
                found.add(new Violation(field.name(), "is missing; task " + name + " needs it"));
            }
        }
        return found;
    }

    /** Every declared field has a value, so that a template may ask for it. */
    private Map<String, String> complete(Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        input.keySet().forEach(key -> all.put(key, values.getOrDefault(key, "")));
        return all;
    }
}

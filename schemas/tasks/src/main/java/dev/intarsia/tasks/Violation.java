package dev.intarsia.tasks;

/**
 * One thing that is wrong with the fields of an event or a request.
 *
 * @param field the input field's name, or {@code output}
 * @param problem what is wrong and what to do, as a sentence
 */
public record Violation(String field, String problem) {
    @Override
    public String toString() {
        return field + ": " + problem;
    }
}

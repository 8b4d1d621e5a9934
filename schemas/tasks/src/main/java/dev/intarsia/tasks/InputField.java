package dev.intarsia.tasks;

/**
 * One named field of a task's input.
 *
 * @param name the key in an event's input
 * @param required whether an event without it is refused
 * @param maxLength the longest value, in characters
 */
public record InputField(String name, boolean required, int maxLength) {
    /** The longest value of a field whose task file names no {@code maxLength}. */
    public static final int DEFAULT_MAX_LENGTH = 2000;

    public InputField {
        if (maxLength < 1) {
            throw new IllegalArgumentException("maxLength of " + name + " is " + maxLength + "; give at least 1");
        }
    }
}

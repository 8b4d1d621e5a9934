package dev.intarsia.events.parse;

/**
 * One thing wrong with what was sent.
 *
 * @param field the field's path, as in {@code input.title}; {@code body} where no single field is at fault
 * @param problem what is wrong and what to do, to be read after the field's name
 */
public record Problem(String field, String problem) {
    /** The field of problems with the text as a whole: its encoding, its syntax, its size. */
    public static final String BODY = "body";

    @Override
    public String toString() {
        return field + " " + problem;
    }
}

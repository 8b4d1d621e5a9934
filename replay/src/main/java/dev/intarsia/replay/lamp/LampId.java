package dev.intarsia.replay.lamp;

import static java.util.Objects.requireNonNull;

/**
 * A question of one of a folder's files; written {@code dev/310}.
 *
 * @param split the file, as in {@code dev} of {@code dev_questions.json}; {@value #WHOLE} for {@code questions.json}
 * @param id unique in that file
 */
public record LampId(String split, String id) {
    static final String WHOLE = "all";

    public LampId {
        requireNonNull(split);
        requireNonNull(id);
    }

    /** Whether a text is what {@link #toString} writes. */
    public static boolean isOne(String text) {
        int slash = text.indexOf('/');
        return slash >= 1 && slash < text.length() - 1;
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static LampId parse(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no question of a LaMP folder; give one as in dev/310.");
        }
        int slash = text.indexOf('/');
        return new LampId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return split + "/" + id;
    }
}

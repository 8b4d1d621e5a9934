package dev.intarsia.evaluation.statistics;

import java.util.Locale;

/** What a method does to become personal, by its name in reports. */
public enum MethodKind {
    /** The base model as it is. */
    BASE,
    /** Simple predictors without a language model. */
    SIMPLE,
    /** Only the prompt knows the user: retrieved history, a profile, or both. */
    PROMPT,
    /** An adapter trained for the user alone. */
    OWN,
    /** Other users' adapters, or pieces of them. */
    PIECES;

    /** The kind of a method; a method of an unknown name counts as {@link #PIECES}. */
    public static MethodKind of(String method) {
        if (method.equals("base")) {
            return BASE;
        }
        if (method.startsWith("baseline:")) {
            return SIMPLE;
        }
        if (method.startsWith("retrieval") || method.startsWith("profile")) {
            return PROMPT;
        }
        return method.startsWith("oppu") ? OWN : PIECES;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.intarsia.schemas.registry;

/** The registry answered that it has no such schema, subject or version. */
public final class UnknownSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownSchemaException(String url, String question, Throwable cause) {
        super("The schema registry at " + url + " does not know " + question + ".", cause);
    }
}

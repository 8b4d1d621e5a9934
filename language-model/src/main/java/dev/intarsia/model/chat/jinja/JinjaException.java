package dev.intarsia.model.chat.jinja;

/** A template is broken, asks for what this version does not know, takes too much work, or refuses what it is given. */
public final class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JinjaException(String problem) {
        super(problem);
    }
}

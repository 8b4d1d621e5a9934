package dev.intarsia.chat.value;

/** Why a template cannot be read or run, as the end of a sentence that begins with the template. */
public final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TemplateProblem(String problem) {
        super(problem);
    }
}

package dev.intarsia.chat;

/** Why a template cannot be read or run, as the end of a sentence that begins with the template. */
final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateProblem(String problem) {
        super(problem);
    }
}

package dev.intarsia.stack.explain;

/** A gateway answers, but not with an assignment. */
public final class NoExplanationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private NoExplanationException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static NoExplanationException none(String message) {
        return new NoExplanationException(3, message);
    }

    static NoExplanationException notReady(String message) {
        return new NoExplanationException(4, message);
    }

    /** What a command ends with: 3 where the user has no assignment, 4 where the gateway cannot say so yet. */
    public int exitCode() {
        return exitCode;
    }
}

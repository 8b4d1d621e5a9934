package dev.intarsia.gateway.answer;

/** The id of an answer that is being made. Closed before it was given, nothing is kept under it. */
public final class AnswerTicket implements AutoCloseable {
    private final KeptAnswers kept;
    private final String id;

    AnswerTicket(KeptAnswers kept, String id) {
        this.kept = kept;
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** The answer is certain to be given: its id leads to its question from now on. */
    public void given() {
        kept.give(id);
    }

    @Override
    public void close() {
        kept.cancel(id);
    }
}

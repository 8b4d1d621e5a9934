package dev.intarsia.stack.eval;

/** Hears how far an evaluation is. */
public interface EvalProgress {
    /**
     * After each batch.
     *
     * @param done events or tokens so far
     * @param nats mean loss per token so far
     */
    void at(long done, double nats);
}

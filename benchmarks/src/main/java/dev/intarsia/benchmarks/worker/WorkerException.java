package dev.intarsia.benchmarks.worker;

/** A child process ended or failed. */
public final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkerException(String message) {
        super(message);
    }
}

package dev.intarsia.ingest.http;

import dev.intarsia.events.parse.Problem;

/** A request that is answered with a status of its own and one problem. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Problem problem;

    RefusedException(int status, String field, String problem) {
        super(field + " " + problem);
        this.status = status;
        this.problem = new Problem(field, problem);
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }
}

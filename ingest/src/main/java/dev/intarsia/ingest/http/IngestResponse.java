package dev.intarsia.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.intarsia.events.parse.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of ingest's answers, as JSON shows them. */
sealed interface IngestResponse {
    /**
     * To events.
     *
     * @param accepted how many the broker has
     * @param rejected how many lines were no events
     * @param errors what was wrong with them; of many lines the first
     * @param errorsLeftOut how many errors are not listed
     */
    record Counts(int accepted, int rejected, List<Error> errors, int errorsLeftOut) implements IngestResponse {
        private static final int MOST_ERRORS = 100;

        static Counts of(int accepted, int rejected, List<Error> errors) {
            int listed = Math.min(errors.size(), MOST_ERRORS);
            return new Counts(accepted, rejected, errors.subList(0, listed), errors.size() - listed);
        }
    }

    /** To a request that came to nothing as a whole. */
    record Refusal(List<Error> errors) implements IngestResponse {
        Refusal(Problem problem) {
            this(List.of(Error.of(problem)));
        }
    }

    /** To a consent: what is written. */
    record Consent(String user, boolean granted, double shareRatio, String time) implements IngestResponse {}

    /** To an erasure: who will be forgotten. */
    record Erasure(String user, String erasure) implements IngestResponse {}

    /** To a probe: {@code ok}, or why not. */
    record Health(String status, List<String> problems) implements IngestResponse {}

    /**
     * One thing wrong.
     *
     * @param line in a batch, from 1
     * @param field the field's path, or {@code body}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Error(@Nullable Long line, String field, String problem) {
        static Error of(Problem problem) {
            return new Error(null, problem.field(), problem.problem());
        }

        static Error of(long line, Problem problem) {
            return new Error(line, problem.field(), problem.problem());
        }
    }
}

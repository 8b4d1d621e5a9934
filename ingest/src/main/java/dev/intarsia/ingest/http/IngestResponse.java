package dev.intarsia.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.ingest.erase.ErasureReceipt;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ConsentKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /**
     * To an erasure: who or which event will be forgotten, what goes where, and by when.
     *
     * @param event null where the user is erased
     * @param id to ask what has been done with
     * @param finalBy when the last of it is gone
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Erasure(
            String user,
            @Nullable String event,
            String erasure,
            String id,
            String moment,
            List<Place> removes,
            String finalBy)
            implements IngestResponse {
        static Erasure of(ConsentKey erased, ErasureReceipt receipt) {
            return new Erasure(
                    erased.user(),
                    erased.isEvent() ? erased.eventId() : null,
                    "requested",
                    receipt.id(),
                    receipt.moment().toString(),
                    receipt.places().stream()
                            .map(place -> new Place(
                                    place.where(), place.what(), place.finalBy().toString()))
                            .toList(),
                    receipt.finalBy().toString());
        }
    }

    /** Where something of an erased user goes. */
    record Place(String where, String what, String finalBy) {}

    /**
     * To a question about an erasure.
     *
     * @param complete whether nobody has anything more to remove
     * @param waitsFor which parts have, or have not said so yet
     * @param parts what was done so far
     */
    record ErasureState(String id, String moment, boolean complete, List<String> waitsFor, List<Part> parts)
            implements IngestResponse {
        static ErasureState of(String id, List<String> waitsFor, List<ErasureProgress> parts) {
            return new ErasureState(
                    id,
                    parts.get(0).getMoment().toString(),
                    waitsFor.isEmpty(),
                    waitsFor,
                    parts.stream().map(Part::of).toList());
        }
    }

    /**
     * What one part of the system has done for an erasure.
     *
     * @param left records that only their age removes
     */
    record Part(
            String part,
            String recordedAt,
            Map<String, Long> removed,
            Map<String, Long> left,
            boolean complete,
            String finalBy) {
        static Part of(ErasureProgress progress) {
            return new Part(
                    progress.getPart(),
                    progress.getRecordedAt().toString(),
                    new TreeMap<>(progress.getRemoved()),
                    new TreeMap<>(progress.getLeft()),
                    progress.getComplete(),
                    progress.getFinalBy().toString());
        }
    }

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

package dev.intarsia.ingest.http;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.format.ForeignFormat;
import dev.intarsia.events.format.JsonLinesShape;
import dev.intarsia.events.format.LineReader;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.ingest.publish.Publisher;
import dev.intarsia.schemas.avro.BehaviorEvent;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code POST /v1/events}: one event as {@code application/json}, or one a line as {@code application/x-ndjson}.
 *
 * <p>A batch is not all or nothing: its good lines are written, and the answer counts and lists the bad ones by line
 * number, since a stream must not stall behind one bad line, and what was written is recognised when it is sent again.
 * 202 when every line was accepted, 207 when some were, 400 when none was. The answer comes when the broker has what
 * was accepted.
 */
final class EventsResource {
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private final EventParser parser;
    private final Publisher publisher;
    private final IngestMetrics metrics;
    private final int bodyLimit;

    EventsResource(EventParser parser, Publisher publisher, IngestMetrics metrics, int bodyLimit) {
        this.parser = requireNonNull(parser);
        this.publisher = requireNonNull(publisher);
        this.metrics = requireNonNull(metrics);
        this.bodyLimit = bodyLimit;
    }

    void post(Context context) {
        RequestBody body = RequestBody.read(context, bodyLimit, List.of(JSON, LINES));
        Batch batch = body.mediaType().equals(LINES) ? lines(body.bytes()) : one(body.bytes());
        metrics.rejected(batch.rejected);
        if (batch.events.isEmpty()) {
            context.status(HttpStatus.BAD_REQUEST).json(batch.counts());
            return;
        }
        context.future(() -> publisher.publish(batch.events).thenRunAsync(() -> {
            metrics.accepted(batch.events.size());
            context.status(batch.rejected == 0 ? HttpStatus.ACCEPTED : HttpStatus.MULTI_STATUS)
                    .json(batch.counts());
        }));
    }

    private Batch one(byte[] json) {
        refuse(ForeignFormat.problem(json));
        Batch batch = new Batch();
        Reading<BehaviorEvent> reading = parser.parse(json);
        batch.add(reading, IngestResponse.Error::of);
        return batch;
    }

    private Batch lines(byte[] bytes) {
        refuse(JsonLinesShape.problem(bytes, true));
        Batch batch = new Batch();
        try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes), bodyLimit)) {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    long number = line.number();
                    batch.add(parser.parse(line.bytes()), problem -> IngestResponse.Error.of(number, problem));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batch;
    }

    /** A body that is of another format as a whole is one fault, not one in each of its lines. */
    private static void refuse(Optional<String> problem) {
        if (problem.isPresent()) {
            throw new RefusedException(HttpStatus.BAD_REQUEST.getCode(), Problem.BODY, problem.get());
        }
    }

    /** The good events of one request, and what was wrong with the others. */
    private static final class Batch {
        private final List<BehaviorEvent> events = new ArrayList<>();
        private final List<IngestResponse.Error> errors = new ArrayList<>();
        private int rejected;

        private void add(Reading<BehaviorEvent> reading, Function<Problem, IngestResponse.Error> error) {
            if (reading instanceof Reading.Valid<BehaviorEvent> valid) {
                events.add(valid.value());
            } else {
                rejected++;
                ((Reading.Invalid<BehaviorEvent>) reading).problems().forEach(found -> errors.add(error.apply(found)));
            }
        }

        private IngestResponse.Counts counts() {
            return IngestResponse.Counts.of(events.size(), rejected, errors);
        }
    }
}

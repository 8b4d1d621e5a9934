package dev.intarsia.gateway.openai;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.answer.AnswerIds;
import dev.intarsia.gateway.answer.AnswerTicket;
import dev.intarsia.gateway.connection.ClientConnection;
import dev.intarsia.gateway.connection.ClientGoneException;
import dev.intarsia.gateway.connection.EventStream;
import dev.intarsia.gateway.connection.JsonAnswer;
import dev.intarsia.gateway.error.ApiErrors;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.error.ErrorJson;
import dev.intarsia.gateway.generate.AnswerReader;
import dev.intarsia.gateway.generate.TextAnswer;
import dev.intarsia.gateway.generate.TextEvent;
import dev.intarsia.gateway.generate.TextGenerator;
import dev.intarsia.gateway.generate.TextQuery;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.gateway.serving.AdapterJson;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests for text, whole or as it is generated. */
public final class TextEndpoint implements Handler {
    private static final Logger log = LoggerFactory.getLogger(TextEndpoint.class);

    private final Function<RequestFields, TextRequest> reader;
    private final TextFormat format;
    private final ServedModel model;
    private final TextGenerator generator;
    private final AnswerIds ids;
    private final Forwarding forwarding;
    private final GatewayMetrics metrics;
    private final Duration limit;
    private final Clock clock;

    TextEndpoint(
            Function<RequestFields, TextRequest> reader,
            TextFormat format,
            ServedModel model,
            TextGenerator generator,
            AnswerIds ids,
            Forwarding forwarding,
            GatewayMetrics metrics,
            Duration limit,
            Clock clock) {
        this.reader = requireNonNull(reader);
        this.format = requireNonNull(format);
        this.model = requireNonNull(model);
        this.generator = requireNonNull(generator);
        this.ids = requireNonNull(ids);
        this.forwarding = requireNonNull(forwarding);
        this.metrics = requireNonNull(metrics);
        this.limit = requireNonNull(limit);
        this.clock = requireNonNull(clock);
    }

    @Override
    public void handle(Context context) {
        TextRequest request = reader.apply(RequestFields.parse(context.bodyAsBytes()));
        model.require(request.model());
        if (request.query().texts() > generator.mostTexts()) {
            throw ApiException.invalid(
                    "n",
                    "'n' times the number of prompts is " + request.query().texts() + "; at most "
                            + generator.mostTexts() + " texts have a place here.");
        }
        if (request.query().personal() && forwarding.answered(request.query().user(), context)) {
            return;
        }
        TextQuery query = request.query();
        try (AnswerTicket ticket = ids.begin(format.idPrefix(), query.user(), request.question());
                TextAnswer answer = generator.start(query)) {
            ticket.given();
            ResponseHead head = head(ticket.id(), answer);
            context.header(AdapterJson.HEADER, AdapterJson.header(answer.adapter()));
            metrics.answered("text", answer.adapter().kind());
            log.debug("{} texts with {}", request.query().texts(), AdapterJson.header(answer.adapter()));
            if (request.stream()) {
                stream(context, request, answer, head);
            } else {
                JsonAnswer whole = new JsonAnswer(context);
                AnswerReader following =
                        new AnswerReader(answer, ClientConnection.of(context.req(), whole::probe), limit);
                whole.send(new WholeResponse(format, head).of(answer, following).toString());
            }
        }
    }

    /** The response begins with the first event, so that a failure before it still has a status of its own. */
    private void stream(Context context, TextRequest request, TextAnswer answer, ResponseHead head) {
        EventStream events = new EventStream(context);
        AnswerReader following = new AnswerReader(answer, ClientConnection.of(context.req(), events::probe), limit);
        StreamedResponse response = new StreamedResponse(format, head, events, answer, request.usage());
        try {
            TextEvent event = following.next();
            metrics.began(following.elapsed());
            response.open();
            response.send(event);
            while (!answer.complete()) {
                response.send(following.next());
            }
        } catch (ClientGoneException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!events.begun()) {
                throw e;
            }
            events.send(ErrorJson.of(ApiErrors.of(e)));
            return;
        }
        response.close();
    }

    private ResponseHead head(String id, TextAnswer answer) {
        return new ResponseHead(
                id,
                clock.instant().getEpochSecond(),
                model.name(),
                model.fingerprint(),
                answer.adapter(),
                answer.knowledge(),
                answer.query().sampling().seed());
    }
}

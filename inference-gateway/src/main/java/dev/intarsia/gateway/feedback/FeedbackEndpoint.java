package dev.intarsia.gateway.feedback;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.answer.KeptAnswer;
import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.schemas.avro.BehaviorEvent;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v1/feedback}: what a user did after an answer, as an event. The response comes when the broker has it.
 */
public final class FeedbackEndpoint implements Handler {
    private static final int ACCEPTED = 202;
    private static final Set<String> KNOWN = Set.of("id", "user", "output", "time");

    private final KeptAnswers kept;
    private final FeedbackParser parser;
    private final EventWriter writer;
    private final Forwarding forwarding;
    private final GatewayMetrics metrics;

    public FeedbackEndpoint(
            KeptAnswers kept,
            FeedbackParser parser,
            EventWriter writer,
            Forwarding forwarding,
            GatewayMetrics metrics) {
        this.kept = requireNonNull(kept);
        this.parser = requireNonNull(parser);
        this.writer = requireNonNull(writer);
        this.forwarding = requireNonNull(forwarding);
        this.metrics = requireNonNull(metrics);
    }

    @Override
    public void handle(Context context) {
        RequestFields fields = RequestFields.parse(context.bodyAsBytes()).only(KNOWN);
        String id = fields.requiredText("id");
        fields.requiredText("user");
        fields.requiredText("output");
        String user = fields.user();
        if (user == null) {
            throw fields.refused("user", "is empty; name the user who was given the answer");
        }
        if (forwarding.answered(user, context)) {
            return;
        }
        Optional<KeptAnswer> answer = kept.find(id, user);
        if (answer.isEmpty()) {
            metrics.feedback("unknown");
            throw unknown();
        }
        BehaviorEvent event = parser.event(id, answer.get(), fields);
        writer.write(event);
        metrics.feedback("accepted");
        context.status(ACCEPTED)
                .contentType("application/json")
                .result(json(event).toString());
    }

    private static ApiException unknown() {
        return new ApiException(ApiError.of(
                        404,
                        "answer_not_found",
                        "No answer of this id to this user is kept. Answers to a task's question are kept for a while"
                                + " (feedback.max-age), in memory: not over a restart of the gateway or a move of the"
                                + " user. Send the event to ingest instead, with user, task, input and output.")
                .at("id"));
    }

    private static ObjectNode json(BehaviorEvent event) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "feedback").put("id", event.getEventId());
        ObjectNode written = json.putObject("event")
                .put("eventId", event.getEventId())
                .put("user", event.getUser())
                .put("time", event.getTime().toString())
                .put("task", event.getTask());
        ObjectNode input = written.putObject("input");
        event.getInput().forEach(input::put);
        written.put("output", event.getOutput());
        return json;
    }
}

package dev.intarsia.gateway.feedback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.gateway.answer.KeptAnswer;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.Set;

/** Makes the event that ingest would make of the same user, task, input and output. */
public final class FeedbackParser {
    /** In ASCII even half a character reaches the rules, which refuse it. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Set<String> OWN_FIELDS = Set.of("output", "time");

    private final EventRules rules;
    private final EventParser parser;

    public FeedbackParser(EventRules rules) {
        this.rules = requireNonNull(rules);
        this.parser = new EventParser(rules);
    }

    /**
     * The event of what a user did after an answer. Its id is the answer's, so that it is one event however often it is
     * sent.
     *
     * @param fields with {@code output} and perhaps {@code time}; otherwise it was done now
     * @throws ApiException where it is no event
     */
    BehaviorEvent event(String id, KeptAnswer answer, RequestFields fields) {
        ObjectNode event = JSON.createObjectNode();
        event.put("eventId", id)
                .put("user", answer.user())
                .put("task", answer.question().task());
        JsonNode time = fields.value("time");
        if (time.isMissingNode()) {
            event.put("time", rules.now().toString());
        } else {
            event.set("time", time);
        }
        ObjectNode input = event.putObject("input");
        answer.question().input().forEach(input::put);
        event.put("output", fields.requiredText("output"));
        Reading<BehaviorEvent> reading = parser.parse(bytes(event));
        if (reading instanceof Reading.Valid<BehaviorEvent> valid) {
            return valid.value();
        }
        throw refused(
                fields, ((Reading.Invalid<BehaviorEvent>) reading).problems().get(0));
    }

    private static ApiException refused(RequestFields fields, Problem problem) {
        return OWN_FIELDS.contains(problem.field())
                ? fields.refused(problem.field(), problem.problem())
                : new ApiException(ApiError.invalid(
                        "id",
                        "The question of this answer is no event's: its '" + problem.field() + "' " + problem.problem()
                                + "."));
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            return JSON.writeValueAsString(event).getBytes(US_ASCII);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree cannot be written as JSON.", e);
        }
    }
}

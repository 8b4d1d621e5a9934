package dev.intarsia.gateway.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.service.http.Refusal;

/** An error as the OpenAI API writes it. */
public final class ErrorJson {
    private ErrorJson() {}

    /** What is wrong with a request that reaches no route. */
    public static ObjectNode of(Refusal unrouted) {
        String message = switch (unrouted.code()) {
            case Refusal.UNKNOWN_ROUTE -> "There is no " + unrouted.subject() + " here.";
            case Refusal.METHOD_NOT_ALLOWED -> unrouted.subject() + " " + unrouted.problem() + ".";
            case Refusal.OTHER -> unrouted.problem();
            default -> "The " + unrouted.subject() + " " + unrouted.problem() + ".";
        };
        return of(ApiError.of(unrouted.status(), unrouted.code(), message));
    }

    public static ObjectNode of(ApiError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", error.message())
                .put("type", error.type())
                .put("param", error.param())
                .put("code", error.code());
        return body;
    }
}

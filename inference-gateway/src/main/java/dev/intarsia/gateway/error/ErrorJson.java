package dev.intarsia.gateway.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error as the OpenAI API writes it. */
public final class ErrorJson {
    private ErrorJson() {}

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

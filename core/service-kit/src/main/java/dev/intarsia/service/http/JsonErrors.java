package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.function.Function;

/** Says as JSON, in a service's own form, what is wrong with requests that no route answers. */
public final class JsonErrors implements Refusal.Format {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int METHOD_NOT_ALLOWED = 405;

    private final Function<Refusal, ?> body;

    /** @param body what is written as JSON */
    public JsonErrors(Function<Refusal, ?> body) {
        this.body = requireNonNull(body);
    }

    @Override
    public String json(Refusal refusal) {
        try {
            return JSON.writeValueAsString(body.apply(refusal));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has a server answer unknown routes and methods in this form; OPTIONS it answers with the methods there are. */
    public void add(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, this::answer);
    }

    private void answer(HttpResponseException unrouted, Context context) {
        if (unrouted.getStatus() == METHOD_NOT_ALLOWED && AllowedMethods.tell(context, unrouted)) {
            return;
        }
        Refusal refusal = Refusal.unrouted(
                unrouted.getStatus(),
                context.req().getMethod() + " " + context.path(),
                String.valueOf(unrouted.getMessage()));
        context.status(refusal.status()).contentType("application/json").result(json(refusal));
    }
}

package dev.intarsia.gateway.error;

import dev.intarsia.gateway.serving.VersionNotInForceException;
import dev.intarsia.gateway.topology.StateUnavailableException;
import dev.intarsia.model.decode.ContextOverflowException;
import dev.intarsia.model.decode.LoopClosedException;
import dev.intarsia.model.decode.QueueFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the API's terms what an exception means for the caller. */
public final class ApiErrors {
    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    private ApiErrors() {}

    public static ApiError of(Exception exception) {
        if (exception instanceof ApiException refusal) {
            return refusal.error();
        }
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof QueueFullException) {
            return ApiError.of(429, "queue_full", message);
        }
        if (exception instanceof ContextOverflowException) {
            return ApiError.of(400, "context_length_exceeded", message);
        }
        if (exception instanceof LoopClosedException) {
            return ApiError.of(503, "shutting_down", message);
        }
        if (exception instanceof StateUnavailableException) {
            return ApiError.of(503, "state_moving", message);
        }
        if (exception instanceof VersionNotInForceException refusal) {
            return ApiError.of(
                            refusal.none() ? 404 : 409,
                            refusal.none() ? "adapter_not_found" : "version_not_in_force",
                            message)
                    .at("adapter.version");
        }
        log.error("A request failed.", exception);
        return ApiError.of(500, "internal_error", "The answer could not be made; the gateway's log says why.");
    }
}

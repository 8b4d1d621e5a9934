package dev.intarsia.gateway.error;

import org.jspecify.annotations.Nullable;

/**
 * Why a request is not answered.
 *
 * @param status of the HTTP response
 * @param type the error's class, as OpenAI's clients know it
 * @param code tells errors of one class apart
 * @param param the request's field at fault, or null
 * @param message for people
 */
public record ApiError(
        int status, String type, String code, @Nullable String param, String message) {
    private static final String INVALID = "invalid_request_error";

    /** A field holds what cannot be used. */
    public static ApiError invalid(@Nullable String param, String message) {
        return new ApiError(400, INVALID, "invalid_value", param, message);
    }

    public static ApiError of(int status, String code, String message) {
        String type = status == 429 ? "rate_limit_error" : status >= 500 ? "server_error" : INVALID;
        return new ApiError(status, type, code, null, message);
    }

    public ApiError at(String field) {
        return new ApiError(status, type, code, field, message);
    }

    /** True where the same request may well succeed a moment later. */
    public boolean passes() {
        return status == 429 || status == 503;
    }

    /**
     * True where OpenAI's clients would send the same request again at once, in vain: a version does not come back, and an
     * answer that took too long would take a slot for as long again.
     */
    public boolean lasts() {
        return status == 409 || status == 504;
    }
}

package dev.intarsia.gateway.error;

import static java.util.Objects.requireNonNull;

/** Ends a request with an {@link ApiError}. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public ApiException(ApiError error) {
        super(error.message());
        this.error = requireNonNull(error);
    }

    /** A field holds what cannot be used. */
    public static ApiException invalid(String param, String message) {
        return new ApiException(ApiError.invalid(param, message));
    }

    public ApiError error() {
        return error;
    }
}

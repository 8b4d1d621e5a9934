package dev.intarsia.gateway.server;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ErrorJson;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with requests that reach no route, because the server cannot read them, as the routes would. */
final class UnroutedErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ApiError error = code < 500 || code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                ? ApiError.of(code, "malformed_request", "The request cannot be read: " + message + ".")
                : ApiError.of(code, "internal_error", "The answer could not be made; the gateway's log says why.");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, ErrorJson.of(error).toString(), callback);
    }
}

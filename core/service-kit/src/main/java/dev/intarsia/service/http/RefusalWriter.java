package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with requests that reach no route, in the service's own form. */
final class RefusalWriter extends ErrorHandler {
    private final Refusal.Format format;

    RefusalWriter(Refusal.Format format) {
        this.format = requireNonNull(format);
    }

    /** Answers with the refusal and closes the connection, whose next bytes may be anything. */
    void write(Refusal refusal, Response response, Callback callback) {
        response.setStatus(refusal.status());
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        send(refusal, response, callback);
    }

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
        boolean clients = code < 500 || code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505;
        send(clients ? Refusal.malformed(code, String.valueOf(message)) : Refusal.fault(), response, callback);
    }

    private void send(Refusal refusal, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        Content.Sink.write(response, true, format.json(refusal), callback);
    }
}

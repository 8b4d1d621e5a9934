package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Passes a request on when all of its body is here. Until then it holds no thread. */
final class WholeBodies extends Handler.Wrapper {
    private final int maxBytes;
    private final ConnectionGuard guard;
    private final RefusalWriter refusals;

    WholeBodies(int maxBytes, ConnectionGuard guard, RefusalWriter refusals) {
        this.maxBytes = maxBytes;
        this.guard = requireNonNull(guard);
        this.refusals = requireNonNull(refusals);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        if (!(connection instanceof GuardedEndPoint endPoint)) {
            return super.handle(request, response, callback);
        }
        if (!hasBody(request)) {
            return super.handle(request, response, callback);
        }
        new BodyReading(request, response, callback, requireNonNull(getHandler()), maxBytes, endPoint, guard, refusals)
                .begin();
        return true;
    }

    /** Whether there is a body to wait for. */
    static boolean hasBody(Request request) {
        return request.getLength() != 0
                && (request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)
                        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }
}

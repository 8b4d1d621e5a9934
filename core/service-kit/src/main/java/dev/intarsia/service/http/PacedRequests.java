package dev.intarsia.service.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a connection what one of its requests waits for, its body or its answer, and when the answer has ended. */
final class PacedRequests extends Handler.Wrapper {
    PacedRequests(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof GuardedEndPoint endPoint) {
            if (WholeBodies.hasBody(request)) {
                endPoint.pace().body();
            } else {
                endPoint.pace().answer();
            }
            Request.addCompletionListener(request, failure -> endPoint.pace().idle());
        }
        return super.handle(request, response, callback);
    }
}

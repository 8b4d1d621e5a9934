package dev.intarsia.service.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells a connection when one of its requests begins to be answered, and when that has ended. */
final class PacedRequests extends Handler.Wrapper {
    PacedRequests(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getConnection().getEndPoint() instanceof GuardedEndPoint endPoint) {
            endPoint.pace().answer();
            Request.addCompletionListener(request, failure -> endPoint.pace().idle());
        }
        return super.handle(request, response, callback);
    }
}

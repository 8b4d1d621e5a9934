package dev.intarsia.service.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Has HEAD answered as GET would be, length included; the server leaves the body out. */
final class HeadAsGet extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request.getMethod().equals("HEAD") ? new Get(request) : request, response, callback);
    }

    private static final class Get extends Request.Wrapper {
        Get(Request head) {
            super(head);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}

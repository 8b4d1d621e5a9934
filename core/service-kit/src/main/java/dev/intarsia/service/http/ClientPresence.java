package dev.intarsia.service.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a request's client while the request is answered. Looking takes nothing from requests that the client
 * sends early.
 */
public final class ClientPresence {
    private final @Nullable GuardedEndPoint endPoint;

    private ClientPresence(@Nullable GuardedEndPoint endPoint) {
        this.endPoint = endPoint;
    }

    public static ClientPresence of(HttpServletRequest request) {
        Connection connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection();
        return new ClientPresence(
                connection != null && connection.getEndPoint() instanceof GuardedEndPoint guarded ? guarded : null);
    }

    /**
     * Whether the client will send nothing more. One that has ended its own side alone still reads; only writing to it tells
     * it from one that has gone.
     *
     * @throws IOException when it has gone for certain
     */
    public boolean ended() throws IOException {
        return endPoint != null && endPoint.clientEnded();
    }
}

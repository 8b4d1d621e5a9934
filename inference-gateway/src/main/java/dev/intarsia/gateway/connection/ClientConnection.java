package dev.intarsia.gateway.connection;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.jspecify.annotations.Nullable;

/**
 * The connection a request came by. While a request is handled the server does not read from it, so a client that goes
 * away would be noticed only at the next write: this looks.
 */
public final class ClientConnection {

    private final @Nullable SocketChannel channel;
    private boolean gone;

    private ClientConnection(@Nullable SocketChannel channel) {
        this.channel = channel;
    }

    public static ClientConnection of(HttpServletRequest request) {
        Connection connection = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection();
        EndPoint endPoint = connection == null ? null : connection.getEndPoint();
        return new ClientConnection(endPoint instanceof SocketChannelEndPoint plain ? plain.getChannel() : null);
    }

    /**
     * Ends the request when its client has closed the connection. A byte found instead, which only a client that sends
     * its next request early puts there, is lost with that request.
     *
     * @throws ClientGoneException when it has
     */
    public void check() {
        if (channel == null || gone) {
            return;
        }
        try {
            if (channel.read(ByteBuffer.allocate(1)) < 0) {
                gone = true;
            }
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
        if (gone) {
            throw new ClientGoneException(null);
        }
    }
}

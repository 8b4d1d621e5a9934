package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Listens, and has every connection watched. */
final class GuardedConnector extends ServerConnector {
    /** Connections that wait to be taken in; a burst beyond it is delayed by the clients' own retries. */
    private static final int BACKLOG = 1024;

    private final ConnectionLimits limits;

    GuardedConnector(Server server, HttpConfiguration http, HttpBounds bounds) {
        super(server, new HttpConnectionFactory(http));
        this.limits = requireNonNull(bounds.connections());
        setHost(bounds.host());
        setPort(bounds.port());
        setIdleTimeout(limits.idle().toMillis());
        setAcceptQueueSize(BACKLOG);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint =
                new GuardedEndPoint(channel, selector, key, getScheduler(), getExecutor(), limits);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}

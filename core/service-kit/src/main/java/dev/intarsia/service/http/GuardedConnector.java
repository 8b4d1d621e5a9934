package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

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

    /** Threads open connections in any order, under load much later; what counts is when each was accepted. */
    @Override
    protected SelectorManager newSelectorManager(Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            public void accept(SelectableChannel channel, @Nullable Object attachment) {
                super.accept(channel, System.nanoTime());
            }
        };
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        long accepted = key.attachment() instanceof Long moment ? moment : System.nanoTime();
        SocketChannelEndPoint endPoint = new GuardedEndPoint(
                channel,
                selector,
                key,
                getScheduler(),
                getExecutor(),
                new ConnectionPace(limits, accepted, System::nanoTime));
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }
}

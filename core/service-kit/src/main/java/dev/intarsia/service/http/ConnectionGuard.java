package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server's connections within its limits. A new connection always finds a place for as long as another one keeps the
 * server waiting: then {@link LongestWait} tells which one is closed. So neither silent nor slow clients keep others out.
 */
final class ConnectionGuard extends AbstractLifeCycle implements Connection.Listener {
    private static final Logger log = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final long LOOK_MILLIS = 250;

    private final ConnectionLimits limits;
    private final Scheduler scheduler;
    private final long mostBuffered;
    private final AtomicLong buffered = new AtomicLong();
    private final Set<GuardedEndPoint> open = ConcurrentHashMap.newKeySet();
    private volatile Scheduler.@org.jspecify.annotations.Nullable Task next;

    /** @param mostBuffered bytes of bodies that are not complete yet, of all connections together */
    ConnectionGuard(ConnectionLimits limits, Scheduler scheduler, long mostBuffered) {
        this.limits = requireNonNull(limits);
        this.scheduler = requireNonNull(scheduler);
        this.mostBuffered = mostBuffered;
    }

    @Override
    protected void doStart() {
        next = scheduler.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        Scheduler.Task task = next;
        if (task != null) {
            task.cancel();
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection.getEndPoint() instanceof GuardedEndPoint endPoint) {
            takeIn(endPoint)
                    .ifPresent(victim -> close(
                            victim,
                            "there are more connections than " + limits.perAddress() + " from one address or "
                                    + limits.total() + " in all"));
        }
    }

    /** One at a time: each is to see what the one before has left. */
    private synchronized Optional<GuardedEndPoint> takeIn(GuardedEndPoint endPoint) {
        open.add(endPoint);
        SocketAddress address = address(endPoint);
        Collection<GuardedEndPoint> sameAddress =
                open.stream().filter(each -> address(each).equals(address)).toList();
        Optional<GuardedEndPoint> victim = Optional.empty();
        if (sameAddress.size() > limits.perAddress()) {
            victim = longestWait(sameAddress);
        } else if (open.size() > limits.total()) {
            victim = longestWait(open);
        }
        victim.ifPresent(open::remove);
        return victim;
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection.getEndPoint() instanceof GuardedEndPoint endPoint) {
            open.remove(endPoint);
        }
    }

    /** Bytes of an incomplete body have come; where there is no room for them, the longest incomplete body goes. */
    void buffer(int bytes, GuardedEndPoint own) {
        if (buffered.addAndGet(bytes) > mostBuffered) {
            longestWait(open.stream()
                            .filter(each -> each != own && each.pace().readsBody())
                            .toList())
                    .ifPresent(each -> close(each, "bodies that are not complete take too much memory"));
        }
    }

    /** Those bytes are complete, or thrown away. */
    void release(int bytes) {
        buffered.addAndGet(-bytes);
    }

    private static Optional<GuardedEndPoint> longestWait(Collection<GuardedEndPoint> among) {
        return LongestWait.among(among, GuardedEndPoint::pace, System.nanoTime());
    }

    private void close(GuardedEndPoint endPoint, String why) {
        log.debug("Closed the connection from {}, because {}.", endPoint.getRemoteSocketAddress(), why);
        open.remove(endPoint);
        endPoint.close();
    }

    private void look() {
        long now = System.nanoTime();
        try {
            open.stream().filter(each -> each.pace().tooSlow(now)).forEach(this::endSlow);
        } finally {
            if (isStarted() || isStarting()) {
                next = scheduler.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** A client whose body is slow can still be told so. */
    private void endSlow(GuardedEndPoint endPoint) {
        boolean told = endPoint.pace().readsBody()
                && endPoint.getFillInterest().onFail(new TimeoutException("The body came too slowly."));
        if (!told) {
            close(endPoint, "its client is too slow");
        }
    }

    private static SocketAddress address(GuardedEndPoint endPoint) {
        return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress internet
                ? new InetSocketAddress(internet.getAddress(), 0)
                : new InetSocketAddress(0);
    }
}

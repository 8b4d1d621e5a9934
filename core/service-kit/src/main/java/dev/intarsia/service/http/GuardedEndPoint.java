package dev.intarsia.service.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that can be looked at while its request is answered, and that knows since when it waits for its client.
 * What is read while looking is kept for the next request, in order.
 */
final class GuardedEndPoint extends SocketChannelEndPoint {
    private static final int MOST_AHEAD = 4096;

    private final Executor executor;
    private final ConnectionPace pace;
    private @Nullable ByteBuffer ahead;

    GuardedEndPoint(
            SocketChannel channel,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            Executor executor,
            ConnectionPace pace) {
        super(channel, selector, key, scheduler);
        this.executor = executor;
        this.pace = pace;
    }

    ConnectionPace pace() {
        return pace;
    }

    /**
     * Whether the client will send nothing more. It may still read: only writing to it tells whether it is there.
     *
     * @throws IOException when the connection is broken
     */
    synchronized boolean clientEnded() throws IOException {
        if (ahead == null) {
            ahead = ByteBuffer.allocate(MOST_AHEAD).limit(0);
        }
        int kept = ahead.limit();
        if (kept == MOST_AHEAD) {
            return false;
        }
        int position = ahead.position();
        ahead.limit(MOST_AHEAD).position(kept);
        try {
            return getChannel().read(ahead) < 0;
        } finally {
            ahead.limit(ahead.position()).position(position);
        }
    }

    @Override
    public synchronized int fill(ByteBuffer buffer) throws IOException {
        int filled = ahead != null && ahead.hasRemaining() ? BufferUtil.append(buffer, ahead) : super.fill(buffer);
        if (ahead != null && !ahead.hasRemaining()) {
            ahead = null;
        }
        if (filled > 0) {
            notIdle();
            pace.received(filled);
        }
        return filled;
    }

    @Override
    protected void needsFillInterest() {
        if (readAhead()) {
            executor.execute(getFillInterest()::fillable);
        } else {
            super.needsFillInterest();
        }
    }

    private synchronized boolean readAhead() {
        return ahead != null && ahead.hasRemaining();
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        long bytes = BufferUtil.remaining(buffers);
        super.write(
                new Callback.Nested(callback) {
                    @Override
                    public void completed() {
                        pace.written(bytes);
                    }
                },
                buffers);
    }

    @Override
    protected void onIncompleteFlush() {
        pace.blocked();
        super.onIncompleteFlush();
    }
}

package dev.intarsia.service.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** A request whose body is here already. */
final class WholeRequest extends Request.Wrapper {
    private final int length;
    private Content.Chunk next;

    WholeRequest(Request request, byte[] body) {
        super(request);
        length = body.length;
        next = Content.Chunk.from(ByteBuffer.wrap(body), true);
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public Content.Chunk read() {
        Content.Chunk chunk = next;
        next = Content.Chunk.next(chunk);
        return chunk;
    }

    @Override
    public void demand(Runnable readable) {
        readable.run();
    }

    @Override
    public boolean consumeAvailable() {
        next = Content.Chunk.EOF;
        return super.consumeAvailable();
    }

    @Override
    public void fail(Throwable failure) {
        next = Content.Chunk.from(failure, true);
    }
}

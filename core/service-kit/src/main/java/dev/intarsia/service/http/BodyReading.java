package dev.intarsia.service.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Reads one body as it comes, and then has the request handled or refused. */
final class BodyReading implements Runnable {

    /** What is still read of a body that is refused: a client that is sending would lose the answer with its connection. */
    private static final long READ_PAST = 16 << 20;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Handler next;
    private final int maxBytes;
    private final GuardedEndPoint endPoint;
    private final ConnectionGuard guard;
    private final RefusalWriter refusals;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable Refusal refusal;
    private long thrownAway;

    BodyReading(
            Request request,
            Response response,
            Callback callback,
            Handler next,
            int maxBytes,
            GuardedEndPoint endPoint,
            ConnectionGuard guard,
            RefusalWriter refusals) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.next = next;
        this.maxBytes = maxBytes;
        this.endPoint = endPoint;
        this.guard = guard;
        this.refusals = refusals;
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            refusal = Refusal.packed(encoding);
        } else if (request.getLength() > maxBytes) {
            refusal = Refusal.tooLarge(maxBytes);
        }
    }

    /** Reads what is here, and comes back when there is more. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(refused(chunk.getFailure()));
                return;
            }
            take(chunk);
            chunk.release();
            if (chunk.isLast() || thrownAway > READ_PAST) {
                end(refusal);
                return;
            }
        }
    }

    private void take(Content.Chunk chunk) {
        int bytes = chunk.remaining();
        if (refusal == null && body.size() + (long) bytes > maxBytes) {
            refusal = Refusal.tooLarge(maxBytes);
            guard.release(body.size());
            body.reset();
        }
        if (refusal != null) {
            thrownAway += bytes;
            return;
        }
        guard.buffer(bytes, endPoint);
        byte[] read = BufferUtil.toArray(chunk.getByteBuffer());
        body.write(read, 0, read.length);
    }

    private void end(@Nullable Refusal why) {
        guard.release(body.size());
        endPoint.pace().answer();
        if (why != null) {
            refusals.write(why, response, callback);
            return;
        }
        try {
            if (!next.handle(new WholeRequest(request, body.toByteArray()), response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable failure) {
            Response.writeError(request, response, callback, failure);
        }
    }

    private static Refusal refused(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return Refusal.tooSlow();
        }
        if (failure instanceof HttpException bad) {
            return Refusal.malformed(bad.getCode(), String.valueOf(bad.getReason()));
        }
        return Refusal.malformed(400, "the connection broke before the end of the body");
    }
}

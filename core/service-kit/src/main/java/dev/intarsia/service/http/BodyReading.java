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
import org.eclipse.jetty.util.CountingCallback;
import org.jspecify.annotations.Nullable;

/** Reads one body as it comes, and then has the request handled or refused. */
final class BodyReading implements Runnable {
    /** What is still read of a body that is refused. */
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
    /** Ends the request once it is refused, and what came of its body thrown away; null while it is not refused. */
    private @Nullable Callback refused;

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
    }

    /** Refuses what the headers alone tell to be wrong, and else begins to read. */
    void begin() {
        Refusal refusal = announced();
        if (refusal != null && request.getHeaders().contains(HttpHeader.EXPECT)) {
            // The client waits to be told whether to send the body at all.
            endPoint.pace().answer();
            refusals.write(refusal, response, callback);
            return;
        }
        if (refusal != null) {
            refuse(refusal);
        }
        run();
    }

    private @Nullable Refusal announced() {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Refusal.packed(encoding);
        }
        return request.getLength() > maxBytes ? Refusal.tooLarge(maxBytes) : null;
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
                end(cause(chunk.getFailure()));
                return;
            }
            take(chunk);
            chunk.release();
            if (chunk.isLast() || thrownAway > READ_PAST) {
                end(null);
                return;
            }
        }
    }

    private void take(Content.Chunk chunk) {
        int bytes = chunk.remaining();
        if (refused == null && body.size() + (long) bytes > maxBytes) {
            refuse(Refusal.tooLarge(maxBytes));
        }
        if (refused != null) {
            thrownAway += bytes;
            return;
        }
        guard.buffer(bytes, endPoint);
        byte[] read = BufferUtil.toArray(chunk.getByteBuffer());
        body.write(read, 0, read.length);
    }

    /** Answers at once, and reads on: a client that is sending would lose the answer with its connection. */
    private void refuse(Refusal refusal) {
        guard.release(body.size());
        body.reset();
        refused = new CountingCallback(callback, 2);
        refusals.write(refusal, response, refused);
    }

    private void end(@Nullable Refusal failure) {
        guard.release(body.size());
        endPoint.pace().answer();
        if (refused != null) {
            refused.succeeded();
        } else if (failure != null) {
            refusals.write(failure, response, callback);
        } else {
            handle();
        }
    }

    private void handle() {
        try {
            if (!next.handle(new WholeRequest(request, body.toByteArray()), response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable failure) {
            Response.writeError(request, response, callback, failure);
        }
    }

    private static Refusal cause(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return Refusal.tooSlow();
        }
        if (failure instanceof HttpException bad) {
            return Refusal.malformed(bad.getCode(), String.valueOf(bad.getReason()));
        }
        return Refusal.malformed(400, "the connection broke before the end of the body");
    }
}

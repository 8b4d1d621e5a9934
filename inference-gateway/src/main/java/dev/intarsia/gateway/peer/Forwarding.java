package dev.intarsia.gateway.peer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.connection.ClientGoneException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends whole requests on and their answers back, as they come. */
public final class Forwarding {
    private static final List<String> KEPT_HEADERS = List.of(
            "content-type",
            "cache-control",
            "retry-after",
            "x-should-retry",
            "x-accel-buffering",
            "x-intarsia-adapter",
            "content-disposition");
    private static final int BLOCK = 8192;

    private final Peers peers;

    public Forwarding(Peers peers) {
        this.peers = requireNonNull(peers);
    }

    /** Answers the request by another gateway, where one holds the user; else does nothing and returns false. */
    public boolean answered(@Nullable String user, Context context) {
        return peers.holding(user, context)
                .map(peer -> {
                    pass(Peers.await(peers.send(peer, context, context.bodyAsBytes())), context);
                    return true;
                })
                .orElse(false);
    }

    private static void pass(HttpResponse<InputStream> answer, Context context) {
        context.status(answer.statusCode());
        for (String name : KEPT_HEADERS) {
            answer.headers().firstValue(name).ifPresent(value -> context.header(name, value));
        }
        answer.headers().firstValue("content-type").ifPresent(context::contentType);
        // Closed early, the stream tells the other gateway that nobody reads on.
        try (InputStream in = answer.body()) {
            copy(in, context);
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    private static void copy(InputStream in, Context context) throws IOException {
        OutputStream out = context.res().getOutputStream();
        byte[] block = new byte[BLOCK];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            out.write(block, 0, read);
            out.flush();
        }
    }
}

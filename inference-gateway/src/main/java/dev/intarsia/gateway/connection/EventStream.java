package dev.intarsia.gateway.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Server-sent events without names, each on its way as soon as it is sent. The first one begins the response. */
public final class EventStream {
    private static final byte[] BEGIN = "data: ".getBytes(UTF_8);
    private static final byte[] COMMENT = ":".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final Context context;
    private @Nullable OutputStream out;

    public EventStream(Context context) {
        this.context = requireNonNull(context);
    }

    /** Whether the response has begun: from there on its status and headers are fixed. */
    public boolean begun() {
        return out != null;
    }

    /** @throws ClientGoneException when nobody is there to read it */
    public void send(JsonNode event) {
        send(event.toString());
    }

    /** Text without line breaks. */
    public void send(String data) {
        write(BEGIN, data.getBytes(UTF_8));
    }

    /**
     * Sends a comment, which clients leave out.
     *
     * @throws ClientGoneException when nobody is there to read it
     */
    public void probe() {
        write(COMMENT, new byte[0]);
    }

    private void write(byte[] begin, byte[] text) {
        try {
            OutputStream stream = out == null ? begin() : out;
            out = stream;
            stream.write(begin);
            stream.write(text);
            stream.write(END);
            stream.flush();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    private OutputStream begin() throws IOException {
        context.contentType("text/event-stream; charset=utf-8");
        HttpServletResponse response = context.res();
        response.setHeader("Cache-Control", "no-cache");
        // Proxies that gather output would hold every event back.
        response.setHeader("X-Accel-Buffering", "no");
        // The servlet's own stream: Javalin's may compress, and so gather, what is written.
        return response.getOutputStream();
    }
}

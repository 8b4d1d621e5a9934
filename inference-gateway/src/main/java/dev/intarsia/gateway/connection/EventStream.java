package dev.intarsia.gateway.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** Server-sent events without names, each on its way as soon as it is sent. */
public final class EventStream {

    private static final byte[] BEGIN = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Begins the response: from here on its status and headers are fixed. */
    public static EventStream open(Context context) {
        context.contentType("text/event-stream; charset=utf-8");
        HttpServletResponse response = context.res();
        response.setHeader("Cache-Control", "no-cache");
        // Proxies that gather output would hold every event back.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            // The servlet's own stream: Javalin's may compress, and so gather, what is written.
            return new EventStream(response.getOutputStream());
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /** @throws ClientGoneException when nobody is there to read it */
    public void send(JsonNode event) {
        send(event.toString());
    }

    /** Text without line breaks. */
    public void send(String data) {
        try {
            out.write(BEGIN);
            out.write(data.getBytes(UTF_8));
            out.write(END);
            out.flush();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}

package dev.intarsia.gateway.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;

/** An answer that is one JSON object, written at its end. */
public final class JsonAnswer {
    private final Context context;
    private boolean begun;

    public JsonAnswer(Context context) {
        this.context = requireNonNull(context);
    }

    /**
     * Begins the response with white space, which JSON may have before it. From here on its status is fixed: an error
     * would stand in the body alone.
     *
     * @throws ClientGoneException when nobody is there to read it
     */
    public void probe() {
        context.contentType("application/json");
        begun = true;
        write(" ");
    }

    /** The answer itself. */
    public void send(String json) {
        context.contentType("application/json");
        if (begun) {
            write(json);
        } else {
            context.result(json);
        }
    }

    private void write(String text) {
        try {
            OutputStream out = context.res().getOutputStream();
            out.write(text.getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}

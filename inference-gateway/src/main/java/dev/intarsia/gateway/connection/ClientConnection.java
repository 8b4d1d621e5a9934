package dev.intarsia.gateway.connection;

import static java.util.Objects.requireNonNull;

import dev.intarsia.service.http.ClientPresence;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * The connection a request came by. While a request is handled the server does not read from it, so a client that goes
 * away would be noticed only at the next write: this looks.
 */
public final class ClientConnection {
    private final ClientPresence presence;
    private final Runnable probe;

    private ClientConnection(ClientPresence presence, Runnable probe) {
        this.presence = presence;
        this.probe = requireNonNull(probe);
    }

    /**
     * @param probe writes something that changes no answer. A client that has ended its own side may still wait for its
     *     answer, and only writing tells it from one that has gone
     */
    public static ClientConnection of(HttpServletRequest request, Runnable probe) {
        return new ClientConnection(ClientPresence.of(request), probe);
    }

    /**
     * Ends the request when nobody waits for its answer any more.
     *
     * @throws ClientGoneException when that is so
     */
    public void check() {
        try {
            if (presence.ended()) {
                probe.run();
            }
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }
}

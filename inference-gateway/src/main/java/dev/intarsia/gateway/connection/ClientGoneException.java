package dev.intarsia.gateway.connection;

import org.jspecify.annotations.Nullable;

/** The client has closed its connection, so that no response can be sent. */
public final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClientGoneException(@Nullable Throwable cause) {
        super("The client has gone.", cause);
    }
}

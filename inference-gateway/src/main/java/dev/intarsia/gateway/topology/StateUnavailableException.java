package dev.intarsia.gateway.topology;

/** The stores cannot be read right now, as while they move to another instance. */
public final class StateUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateUnavailableException(String message) {
        super(message);
    }

    StateUnavailableException(Throwable cause) {
        super("The users' state is moving between instances; ask again in a moment.", cause);
    }
}

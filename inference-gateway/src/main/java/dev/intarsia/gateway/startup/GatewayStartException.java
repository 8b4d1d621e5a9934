package dev.intarsia.gateway.startup;

/** The gateway may not start as it is set; the message says what to set otherwise. */
public final class GatewayStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GatewayStartException(String message) {
        super(message);
    }
}

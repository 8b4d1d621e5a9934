package dev.intarsia.gateway.config;

/** The settings cannot be used; the message names each key at fault. */
public final class InvalidConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidConfigException(Exception cause) {
        super("The gateway's settings cannot be used: " + cause.getMessage(), cause);
    }
}

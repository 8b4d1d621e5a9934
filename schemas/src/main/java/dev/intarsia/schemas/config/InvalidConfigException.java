package dev.intarsia.schemas.config;

/** A service's settings cannot be used; the message names the service and each key at fault. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConfigException(String service, Exception cause) {
        super("The settings of " + service + " cannot be used: " + cause.getMessage(), cause);
    }
}

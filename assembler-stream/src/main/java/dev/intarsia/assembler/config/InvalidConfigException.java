package dev.intarsia.assembler.config;

/** The settings cannot be used; the message names what is at fault. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidConfigException(Exception cause) {
        super("The assembler's settings cannot be used: " + cause.getMessage(), cause);
    }
}

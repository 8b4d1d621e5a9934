package dev.intarsia.stack.port;

/** Another program listens where a server of the stack should. */
public final class PortInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUseException(Port port, Throwable cause) {
        super(
                "Port " + port.number() + " of " + Port.HOST + " cannot be used (" + cause.getMessage()
                        + "). Stop the program that listens there, perhaps another 'intarsia up', or set "
                        + port.setting() + " to another port.",
                cause);
    }
}

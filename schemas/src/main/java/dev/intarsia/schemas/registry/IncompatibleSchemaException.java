package dev.intarsia.schemas.registry;

/** A schema of this version of the software cannot read what earlier versions wrote. */
public final class IncompatibleSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompatibleSchemaException(String subject, String url, Throwable cause) {
        super(
                "The registry at " + url + " refuses this version's schema of " + subject
                        + " as incompatible with a registered one: " + cause.getMessage()
                        + ". Run the version that registered it, or use another topic prefix.",
                cause);
    }
}

package dev.intarsia.schemas.registry;

/**
 * The registry did not answer, or not sensibly, within the time limit. It says nothing about the current record, which
 * must be kept and retried.
 */
public final class RegistryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String url, String question, String problem, Throwable cause) {
        super(
                "The schema registry at " + url + " could not say " + question + ": " + problem
                        + ". Check that it runs and that schema-registry.url and its credentials are right.",
                cause);
    }
}

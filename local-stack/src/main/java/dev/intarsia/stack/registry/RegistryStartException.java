package dev.intarsia.stack.registry;

import org.jspecify.annotations.Nullable;

/** The registry could not be started or did not come up. */
public final class RegistryStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegistryStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.intarsia.model.engine;

/** The engine's native libraries are not there for this platform, or do not load. */
public final class EngineStartException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    EngineStartException(Throwable cause) {
        super(
                "PyTorch's native libraries cannot be loaded on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + " (" + root(cause)
                        + "); docs/platforms.md says which platforms have them and how to build for another.",
                cause);
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}

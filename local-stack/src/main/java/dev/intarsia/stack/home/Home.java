package dev.intarsia.stack.home;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The installation's folder.
 *
 * @param root holds {@code models/} and {@code data/}; need not be writable
 * @param state holds what is written where nobody says otherwise
 */
public record Home(Path root, Path state) {
    /**
     * The folders named by the system properties {@code intarsia.home} and {@code intarsia.state}, as the launcher sets
     * them; else this one, and {@code .intarsia} in it.
     */
    public static Home here() {
        Path root = Path.of(System.getProperty("intarsia.home", ""))
                .toAbsolutePath()
                .normalize();
        String state = System.getProperty("intarsia.state");
        return new Home(root, state == null ? root.resolve(".intarsia") : Path.of(state));
    }

    /** The default base checkpoint. */
    public Path model() {
        return require(root.resolve("models/default"), "the default base model");
    }

    /** The sample stream. */
    public Path sampleStream() {
        return require(root.resolve("data/movielens-small"), "the sample stream");
    }

    /** Where {@code up} keeps its data where nobody says otherwise. */
    public Path dataDirectory() {
        return state.resolve("data");
    }

    /** Where replays keep the base models they have adapted. */
    public Path adaptedModels() {
        return state.resolve("adapted-models");
    }

    private static Path require(Path path, String what) {
        if (!Files.isDirectory(path)) {
            throw new IllegalStateException(path + " is missing, where " + what
                    + " should be; run from a whole checkout " + "or set the system property intarsia.home to one.");
        }
        return path;
    }
}

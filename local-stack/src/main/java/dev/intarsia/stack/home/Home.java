package dev.intarsia.stack.home;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The installation's folder.
 *
 * @param root holds {@code models/} and {@code data/}
 */
public record Home(Path root) {
    /** The folder named by the system property {@code intarsia.home}, as the launcher sets it; else this one. */
    public static Home here() {
        return new Home(Path.of(System.getProperty("intarsia.home", ""))
                .toAbsolutePath()
                .normalize());
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
        return root.resolve(".intarsia/data");
    }

    /** Where replays keep the base models they have adapted. */
    public Path adaptedModels() {
        return root.resolve(".intarsia/adapted-models");
    }

    private static Path require(Path path, String what) {
        if (!Files.isDirectory(path)) {
            throw new IllegalStateException(path + " is missing, where " + what
                    + " should be; run from a whole checkout " + "or set the system property intarsia.home to one.");
        }
        return path;
    }
}

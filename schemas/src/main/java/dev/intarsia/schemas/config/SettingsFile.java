package dev.intarsia.schemas.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings file that a program was started with. */
public final class SettingsFile {
    /** Names the file where the arguments do not. */
    public static final String VARIABLE = "INTARSIA_CONFIG";

    private SettingsFile() {}

    /**
     * The file that {@code program [--config file.yaml]} was given, or else the environment names.
     *
     * @throws IllegalArgumentException where the arguments say anything else
     */
    public static Optional<Path> of(String program, String[] arguments, Map<String, String> environment) {
        if (arguments.length == 2 && arguments[0].equals("--config")) {
            return Optional.of(Path.of(arguments[1]));
        }
        if (arguments.length != 0) {
            throw new IllegalArgumentException(
                    "Unknown arguments " + String.join(" ", arguments) + "; use: " + program + " [--config file.yaml]");
        }
        return Optional.ofNullable(environment.get(VARIABLE)).map(Path::of);
    }
}

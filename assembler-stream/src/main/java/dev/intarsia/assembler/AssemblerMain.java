package dev.intarsia.assembler;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.SettingsFile;
import dev.intarsia.service.state.StateInUseException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an assembler until the process is told to end. */
public final class AssemblerMain {
    private static final Logger log = LoggerFactory.getLogger(AssemblerMain.class);
    private static final int WRONG_SETTINGS = 2;

    private AssemblerMain() {}

    /** @param arguments none, or {@code --config FILE} */
    public static void main(String[] arguments) {
        try {
            AssemblerConfig config =
                    AssemblerConfig.SETTINGS.load(file(arguments), System.getenv(), System.getProperties());
            AssemblerService service = new AssemblerService(config);
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "assembler-shutdown"));
            service.start();
        } catch (InvalidConfigException | IllegalArgumentException | StateInUseException e) {
            log.error(e.getMessage());
            System.exit(WRONG_SETTINGS);
        }
    }

    private static Optional<Path> file(String[] arguments) {
        if (arguments.length == 0) {
            return Optional.ofNullable(System.getenv(SettingsFile.VARIABLE)).map(Path::of);
        }
        if (arguments.length == 2 && arguments[0].equals("--config")) {
            return Optional.of(Path.of(arguments[1]));
        }
        throw new IllegalArgumentException(
                "Unknown arguments " + Arrays.toString(arguments) + "; give none, or --config FILE.");
    }
}

package dev.intarsia.assembler;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.SettingsFile;
import dev.intarsia.service.state.StateInUseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assembler as a program: {@code assembler-stream [--config file.yaml]}. */
public final class AssemblerMain {
    private static final Logger log = LoggerFactory.getLogger(AssemblerMain.class);
    private static final int WRONG_SETTINGS = 2;

    private AssemblerMain() {}

    /** Runs until the process is told to end; ends with 2 for settings it cannot use. */
    public static void main(String[] arguments) {
        try {
            AssemblerConfig config = AssemblerConfig.SETTINGS.load(
                    SettingsFile.of("assembler-stream", arguments, System.getenv()),
                    System.getenv(),
                    System.getProperties());
            AssemblerService service = new AssemblerService(config);
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "assembler-shutdown"));
            service.start();
        } catch (InvalidConfigException | IllegalArgumentException | StateInUseException e) {
            log.error("{}", e.getMessage());
            System.exit(WRONG_SETTINGS);
        }
    }
}

package dev.intarsia.ingest;

import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ingest as a program: {@code ingest [--config file.yaml]}. */
public final class IngestMain {
    private static final Logger log = LoggerFactory.getLogger(IngestMain.class);

    private IngestMain() {}

    /** Runs until the process is told to end; ends with 2 for settings it cannot use. */
    public static void main(String[] arguments) {
        try {
            IngestService service = new IngestService(IngestConfig.SETTINGS.load(
                    SettingsFile.of("ingest", arguments, System.getenv()), System.getenv(), System.getProperties()));
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "ingest-end"));
            service.start();
        } catch (InvalidConfigException | IllegalArgumentException e) {
            log.error("{}", e.getMessage());
            System.exit(2);
        }
    }
}

package dev.intarsia.trainer;

import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.SettingsFile;
import dev.intarsia.trainer.config.TrainerConfig;
import dev.intarsia.trainer.observe.TrainerListener;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer as a program: {@code trainer-consumer [--config file.yaml]}. */
public final class TrainerMain {
    private static final Logger log = LoggerFactory.getLogger(TrainerMain.class);

    private TrainerMain() {}

    /** Runs until the process is told to end; ends with 1 where the trainer fails, with 2 for settings it cannot use. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int status;
        try {
            TrainerConfig config = TrainerConfig.SETTINGS.load(
                    SettingsFile.of("trainer-consumer", arguments, System.getenv()),
                    System.getenv(),
                    System.getProperties());
            status = run(config);
        } catch (InvalidConfigException | IllegalArgumentException e) {
            log.error("{}", e.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    private static int run(TrainerConfig config) throws IOException, InterruptedException {
        Path path = config.model().path();
        try (Tokenizer tokenizer = Tokenizer.open(path);
                LanguageModel model = LanguageModel.load(path, EngineOptions.of(config.model()));
                TrainerService service = new TrainerService(config, model, tokenizer, TrainerListener.none())) {
            Thread ending = new Thread(service::close, "trainer-end");
            Runtime.getRuntime().addShutdownHook(ending);
            service.start();
            service.await();
            return 1;
        }
    }
}

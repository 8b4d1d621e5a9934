package dev.intarsia.gateway;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.gateway.startup.GatewayStartException;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.SettingsFile;
import dev.intarsia.service.state.StateInUseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as a program: {@code inference-gateway [--config file.yaml]}. */
public final class GatewayMain {
    private static final Logger log = LoggerFactory.getLogger(GatewayMain.class);

    private GatewayMain() {}

    /** Serves until the process is told to end; ends with 2 where its settings or model are at fault, with 1 for others. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            serve(GatewayConfig.SETTINGS.load(
                    SettingsFile.of("inference-gateway", arguments, System.getenv()),
                    System.getenv(),
                    System.getProperties()));
        } catch (InvalidConfigException
                | IllegalArgumentException
                | IOException
                | StateInUseException
                | GatewayStartException e) {
            log.error("{}", e.getMessage());
            System.exit(2);
        } catch (RuntimeException e) {
            log.error("The gateway cannot start or go on.", e);
            System.exit(1);
        }
    }

    private static void serve(GatewayConfig config) throws IOException, InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Path path = config.model().path();
        try (LanguageModel model = LanguageModel.load(path, EngineOptions.of(config.model()));
                Tokenizer tokenizer = Tokenizer.open(path);
                GatewayService service = new GatewayService(config, model, tokenizer)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service, told, ended), "gateway-end"));
            service.start();
            told.await();
        } finally {
            ended.countDown();
        }
    }

    private static void end(GatewayService service, CountDownLatch told, CountDownLatch ended) {
        told.countDown();
        service.endStart();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.gateway.GatewayService;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.LanguageModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A gateway and its model. It reads every prompt anew, so that prompts with and without the past are as much work. */
final class AskedGateway implements AutoCloseable {
    private static final String MODEL = "bench";
    private static final long PAUSE_MILLIS = 50;
    private static final long READY_NANOS = 120_000_000_000L;

    private final LanguageModel model;
    private final GatewayService gateway;

    private AskedGateway(LanguageModel model, GatewayService gateway) {
        this.model = model;
        this.gateway = gateway;
    }

    /** @param settings by which it finds broker, registry and its place */
    static AskedGateway start(Map<String, String> settings, Path checkpoint) throws IOException {
        GatewayConfig config = GatewayConfig.SETTINGS.with(settings);
        LanguageModel model = LanguageModel.load(checkpoint, EngineOptions.of(config.model()));
        try {
            GatewayService gateway = new GatewayService(config, model, model.tokenizer());
            try {
                gateway.start();
                return new AskedGateway(model, gateway);
            } catch (RuntimeException e) {
                gateway.close();
                throw e;
            }
        } catch (RuntimeException | IOException e) {
            model.close();
            throw e;
        }
    }

    /** Settings of its own. */
    static Map<String, String> settings(Path checkpoint) {
        return Map.of(
                "model.path", checkpoint.toString(),
                "model.name", MODEL,
                "generation.reuse", "false",
                "http.host", "127.0.0.1",
                "http.port", "0",
                "management.port", "0");
    }

    FirstTokens questions() {
        return new FirstTokens(URI.create("http://127.0.0.1:" + gateway.port()), MODEL);
    }

    /** Returns when it answers. */
    void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + READY_NANOS;
        while (!gateway.ready()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("The gateway was not ready within two minutes; the log says why.");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        gateway.close();
        model.close();
    }
}

package dev.intarsia.gateway;

import dev.intarsia.model.fixture.TinyCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What tests of other people's clients ask: a gateway with few places, and one that gives up an answer soon. */
final class ClientGateways implements AutoCloseable {
    /** More tokens than are generated while a test runs. */
    static final int MANY = 50_000;

    /** Two texts at once, and one that waits. Version 3 of ada's own adapter is there. */
    final ServedGateway gateway;

    /** As the other, but an answer has three seconds. */
    final ServedGateway hasty;

    ClientGateways(Path directory) throws IOException {
        gateway = serve(directory.resolve("gateway"), Map.of());
        hasty = serve(directory.resolve("hasty"), Map.of("http.request-timeout", "3s"));
    }

    private static ServedGateway serve(Path directory, Map<String, String> more) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("generation.slots", "2");
        settings.put("generation.queue", "1");
        Path checkpoint = TinyCheckpoint.DECIDED
                .withContext(1 << 16)
                .write(Files.createDirectories(directory).resolve("checkpoint"));
        ServedGateway served = new ServedGateway(directory, checkpoint, settings, Map.of());
        served.train("ada", 3);
        return served;
    }

    @Override
    public void close() {
        gateway.close();
        hasty.close();
    }
}

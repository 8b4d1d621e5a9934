package dev.intarsia.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of what a gateway counts and keeps: each has a gateway that has served nobody yet. */
abstract class GatewayPerTest {
    @AutoClose
    ServedGateway gateway;

    @BeforeEach
    void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of());
    }
}

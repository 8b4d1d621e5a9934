package dev.intarsia.stack.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryAddressTest {
    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFindThePathOfTheLocalRegistry() {
        answer("/", 404);
        answer("/apis/ccompat/v7/subjects", 200);

        assertThat(RegistryAddress.complete(address)).isEqualTo(address + "/apis/ccompat/v7");
        assertThat(RegistryAddress.complete(address + "/")).isEqualTo(address + "/apis/ccompat/v7");
        assertThat(RegistryAddress.complete(address + "/apis/ccompat/v7")).isEqualTo(address + "/apis/ccompat/v7");
        assertThat(RegistryAddress.complete(address + " , http://127.0.0.1:1"))
                .isEqualTo(address + "/apis/ccompat/v7,http://127.0.0.1:1");
    }

    @Test
    void shouldLeaveConfluentsAsItIs() {
        answer("/", 404);
        answer("/subjects", 200);

        assertThat(RegistryAddress.complete(address)).isEqualTo(address);
    }

    @Test
    void shouldLeaveWhatItDoesNotKnowAsItIs() {
        answer("/", 404);
        assertThat(RegistryAddress.complete(address)).isEqualTo(address);

        server.stop(0);
        assertThat(RegistryAddress.complete(address)).isEqualTo(address);
    }

    private void answer(String path, int status) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }
}

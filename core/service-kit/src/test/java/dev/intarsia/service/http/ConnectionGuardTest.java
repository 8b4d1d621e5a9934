package dev.intarsia.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that bears three connections from one address. */
@Timeout(60)
class ConnectionGuardTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ManagementServer server = new ManagementServer(
            new HttpBounds("127.0.0.1", 0, 4096, new ConnectionLimits(8, 3, LONG, LONG, 1024, LONG), Set.of()),
            ManagementServer.Probes.of(() -> true, () -> true, () -> ""));
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        server.close();
    }

    @Test
    void shouldCloseTheOldestOfIncompleteRequestsHoweverLateTheirBytesCame() throws IOException {
        Socket header = connect();
        Socket body = connect();
        Socket silent = connect();
        send(body, "POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n{");
        send(header, "GET /livez HTTP/1.1\r\nHost:");

        connect();

        assertThat(header.getInputStream().read()).isEqualTo(-1);
        connect();
        assertThat(body.getInputStream().read()).isEqualTo(-1);
        send(silent, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(silent.getInputStream().read()).isEqualTo('H');
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}

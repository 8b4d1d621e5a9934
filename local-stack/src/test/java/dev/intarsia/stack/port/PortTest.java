package dev.intarsia.stack.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortTest {
    @Test
    void shouldFindAFreePort() {
        assertThat(Port.any().claim()).isBetween(16_384, 32_767);
    }

    @Test
    void shouldSayWhichSettingChoosesAPortThatIsTaken() throws IOException {
        try (ServerSocket other = listener()) {
            assertThatThrownBy(() -> new Port(other.getLocalPort(), "--broker-port").claim())
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .hasMessageContaining("--broker-port");
        }
    }

    @Test
    void shouldWaitForAServerThatIsShuttingDown() throws IOException {
        ServerSocket ending = listener();
        Executor soon = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> close(ending), soon);

        assertThat(new Port(ending.getLocalPort(), "--port").claim()).isEqualTo(ending.getLocalPort());
        closed.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void shouldRefuseANumberThatIsNotAPort(int number) {
        assertThatThrownBy(() -> new Port(number, "--port")).hasMessageContaining("--port is " + number);
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(Port.HOST));
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

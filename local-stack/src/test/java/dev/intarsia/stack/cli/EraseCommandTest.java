package dev.intarsia.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Against recorded answers; {@code ErasedUserIT} asks ingest. */
class EraseCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();

    private HttpServer server;
    private int status = 202;
    private String body = "{\"id\":\"0c\",\"moment\":\"2026-03-01T12:00:00Z\"}";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldPrintTheReceiptOfAnyUser() {
        assertThat(erase("who/is ø?")).as(err::toString).isZero();

        assertThat(asked).containsExactly("DELETE /v1/users/who%2Fis%20%C3%B8%3F");
        assertThat(out.toString()).contains("\"id\" : \"0c\"");
    }

    @Test
    void shouldAskForOneEvent() {
        assertThat(erase("ada", "--event", "e/1")).as(err::toString).isZero();

        assertThat(asked).containsExactly("DELETE /v1/users/ada/events/e%2F1");
    }

    @Test
    void shouldShowWhatHasBeenDone() {
        status = 200;

        assertThat(erase("--id", "0c")).as(err::toString).isZero();

        assertThat(asked).containsExactly("GET /v1/erasures/0c");
    }

    @Test
    void shouldSayWhatIngestAnswered() {
        status = 404;
        body = "{\"errors\":[{\"field\":\"id\",\"problem\":\"is of no erasure; send the id of a receipt\"}]}";

        assertThat(erase("--id", "0d")).isEqualTo(1);

        assertThat(err.toString()).contains("answered 404: id is of no erasure");
    }

    @Test
    void shouldNeverTakeAnotherServiceForIngest() {
        body = "hello";

        assertThat(erase("ada")).isEqualTo(1);

        assertThat(err.toString()).contains("is no ingest");
    }

    @Test
    void shouldAskNothingWhereItIsNotSaidWhat() {
        assertThat(erase()).isEqualTo(2);
        assertThat(erase("ada", "--id", "0c")).isEqualTo(2);
        assertThat(erase(" ")).isEqualTo(2);
        assertThat(erase("--id", "0c", "--event", "e1")).isEqualTo(2);

        assertThat(asked).isEmpty();
    }

    private int erase(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "erase", "--ingest", "http://127.0.0.1:" + server.getAddress().getPort()));
        all.addAll(List.of(arguments));
        CommandLine line = Intarsia.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(all.toArray(String[]::new));
    }
}

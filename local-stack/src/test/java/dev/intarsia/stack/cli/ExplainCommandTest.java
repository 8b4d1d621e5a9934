package dev.intarsia.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against recorded answers; {@code LiveReplayIT} asks a gateway. */
class ExplainCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private HttpServer server;
    private int status = 200;
    private String body = "";
    private String asked = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
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
    void shouldPrintThePage() throws IOException {
        body = assignment();

        assertThat(explain("ada")).as(err::toString).isZero();

        assertThat(asked).isEqualTo("/v1/users/ada/assignment");
        assertThat(out.toString())
                .startsWith("Assignment 12 of ada: 5 pieces of 3 sharers at 2 modules\n")
                .contains("0.q     sharer-50708a80", "Weights by module");
    }

    @Test
    void shouldPrintTheAnswerAsItIs() throws IOException {
        body = assignment();

        assertThat(explain("ada", "--json")).as(err::toString).isZero();

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(body));
        assertThat(out.toString().lines()).hasSizeGreaterThan(20);
    }

    @Test
    void shouldAskForAnyNameThatAUserMayHave() throws IOException {
        body = assignment();

        assertThat(explain("who/is ø?")).isZero();

        assertThat(asked).isEqualTo("/v1/users/who%2Fis%20%C3%B8%3F/assignment");
    }

    @Test
    void shouldEndWithThreeWhereTheUserHasNone() {
        status = 404;
        body = error("assignment_not_found", "There is no assignment of this user.");

        assertThat(explain("ada")).isEqualTo(3);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("intarsia explain: ada: There is no assignment of this user.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldEndWithFourWhereTheGatewayIsNotReady() {
        status = 503;
        body = error("not_ready", "The gateway is starting and waits for assignments.");

        assertThat(explain("ada")).isEqualTo(4);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("intarsia explain: The gateway at " + url() + " is not ready:"
                        + " The gateway is starting and waits for assignments. Ask again in a moment.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | unknown_route  | There is no GET /v1/users here. | with 404 is no gateway that explains assignments
            500 | internal_error | The log says why.               | answered 500: The log says why.
            """)
    void shouldEndWithOneAtAnyOtherAnswer(int answered, String code, String message, String sentence) {
        status = answered;
        body = error(code, message);

        assertThat(explain("ada")).isEqualTo(1);

        assertThat(err.toString()).startsWith("intarsia explain: ").contains(url(), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "[]", "{\"error\":7}"})
    void shouldSayWhereNoGatewayAnswers(String answer) {
        for (int answered : new int[] {200, 404, 503}) {
            status = answered;
            body = answer;

            assertThat(explain("ada")).isEqualTo(1);

            assertThat(err.toString())
                    .contains("What answers at " + url() + " with " + answered + " is no gateway", "--gateway");
        }
    }

    @Test
    void shouldSayWhereNothingListens() {
        server.stop(0);

        assertThat(explain("ada")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("intarsia explain: No gateway answers at " + url()
                        + "; start one with 'intarsia up', or name another with --gateway.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://localhost", "http:///v1", "gateway"})
    void shouldRefuseAnAddressOfNoGateway(String address) {
        assertThat(run("explain", "ada", "--gateway=" + address)).isEqualTo(1);

        assertThat(err.toString()).contains("'" + address + "' is no address as in http://127.0.0.1:8080");
    }

    @Test
    void shouldRefuseANameThatNoUserHas() {
        assertThat(explain("..")).isEqualTo(2);
        assertThat(explain("a\nb")).isEqualTo(2);

        assertThat(err.toString()).contains("intarsia explain: USER is '..'", "See 'intarsia explain --help'.");
        assertThat(asked).isEmpty();
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"t\",\"param\":null,\"code\":\"" + code + "\"}}";
    }

    private static String assignment() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ExplainCommandTest.class.getResourceAsStream("/explain/assignment.json"))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private int explain(String user, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "explain";
        arguments[1] = user;
        arguments[2] = "--gateway=" + url();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        return Intarsia.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

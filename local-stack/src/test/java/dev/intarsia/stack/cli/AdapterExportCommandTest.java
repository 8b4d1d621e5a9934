package dev.intarsia.stack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against recorded answers; {@code ExportTest} of the gateway has the true ones. */
class AdapterExportCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private HttpServer server;
    private int status = 200;
    private String type = "application/zip";
    private byte[] body = new byte[0];
    private String asked = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            exchange.getResponseHeaders().add("content-type", type);
            exchange.getResponseHeaders().add("x-intarsia-adapter", "own; user=ada; version=3; digest=0f3c5a91b2d4");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldWriteTheFolderAndSayWhatIsInIt() throws IOException {
        body = archive("README.md", "adapter_config.json", "adapter_model.safetensors");
        Path folder = directory.resolve("new").resolve("one");

        assertThat(export("who/is ø?", folder, "--adapter", "own"))
                .as(err::toString)
                .isZero();

        assertThat(asked).isEqualTo("/v1/users/who%2Fis%20%C3%B8%3F/adapter/export?adapter=own");
        assertThat(Files.readString(folder.resolve("adapter_config.json"))).isEqualTo("adapter_config.json");
        assertThat(out.toString()).startsWith("own; user=ada; version=3; digest=0f3c5a91b2d4 is in " + folder);
    }

    @Test
    void shouldWriteNoFileThatIsNoneOfAnAdapters() throws IOException {
        body = archive("../outside", "README.md", "adapter_config.json", "adapter_model.safetensors", "more");
        Path folder = directory.resolve("one");

        assertThat(export("ada", folder)).as(err::toString).isZero();

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::getParent))
                    .hasSize(3)
                    .containsOnly(folder);
        }
    }

    @Test
    void shouldSayWhyThereIsNone() {
        status = 404;
        type = "application/json";
        body = "{\"error\":{\"code\":\"adapter_not_found\",\"message\":\"This user has no own adapter (yet).\"}}"
                .getBytes(UTF_8);

        assertThat(export("ada", directory.resolve("one"))).isEqualTo(1);

        assertThat(err.toString()).contains("answered 404: This user has no own adapter (yet).");
        assertThat(directory.resolve("one")).doesNotExist();
    }

    @Test
    void shouldRefuseAFolderThatHoldsSomethingAnArchiveThatWasCutOffAndWhatIsNoGateway() throws IOException {
        Files.writeString(directory.resolve("mine"), "mine");
        assertThat(export("ada", directory)).isEqualTo(1);
        assertThat(err.toString()).contains("is not empty; name a new folder");
        assertThat(asked).isEmpty();

        body = archive("README.md");
        assertThat(export("ada", directory.resolve("one"))).isEqualTo(1);
        assertThat(err.toString()).contains("it was cut off");

        type = "text/html";
        assertThat(export("ada", directory.resolve("two"))).isEqualTo(1);
        assertThat(err.toString()).contains("is no gateway that exports adapters; name another with --gateway");

        assertThat(export(" ada", directory.resolve("three"))).isEqualTo(2);
    }

    private static byte[] archive(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private int export(String user, Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "adapter",
                "export",
                user,
                folder.toString(),
                "--gateway",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        arguments.addAll(List.of(more));
        return Intarsia.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}

package dev.intarsia.stack.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.intarsia.stack.datadir.DataDirectoryException;
import dev.intarsia.stack.port.Port;
import dev.intarsia.stack.port.PortInUseException;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRegistryIT {
    private static final AvroSchema TEXT = new AvroSchema("\"string\"");

    @TempDir
    Path data;

    @Test
    void shouldKeepItsSchemasAcrossAStopAndItsClassesForTheNextStart() throws Exception {
        int id;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistrySettings.anywhere(data))) {
            id = register(registry.url());
        }
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistrySettings.anywhere(data));
                SchemaRegistryClient client = client(registry.url())) {
            assertThat(client.getSchemaById(id)).isEqualTo(TEXT);
            assertThat(client.getAllSubjects()).containsExactly("answers-value");
        }
        try (Stream<Path> files = Files.list(RegistryHome.find().directory())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.endsWith(".jar-" + Runtime.version() + ".jsa"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEndWithItsParentProcessAndKeepItsSchemas(boolean firstStartEver) throws Exception {
        Path home = RegistryHome.find().directory();
        Process starter = program(data, firstStartEver ? withoutArchive(home) : home);
        ProcessHandle registry;
        int id;
        try (BufferedReader out = starter.inputReader(UTF_8)) {
            String[] ready = out.readLine().split(" ");
            registry = ProcessHandle.of(Long.parseLong(ready[1])).orElseThrow();
            assertThat(registry.isAlive()).isTrue();
            id = register(ready[2]);
        } finally {
            starter.destroyForcibly().waitFor();
        }

        registry.onExit().get(30, TimeUnit.SECONDS);
        if (firstStartEver) {
            assertThat(data.resolve("home"))
                    .as("nothing was written before it ended")
                    .isDirectoryNotContaining("glob:**.jsa*");
        }

        try (EmbeddedRegistry again = EmbeddedRegistry.start(RegistrySettings.anywhere(data));
                SchemaRegistryClient client = client(again.url())) {
            assertThat(client.getSchemaById(id)).isEqualTo(TEXT);
        }
    }

    @Test
    void shouldRefuseAFolderThatARegistryIsUsingAndATakenPort() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(RegistrySettings.anywhere(data))) {
            assertThatThrownBy(() -> EmbeddedRegistry.start(RegistrySettings.anywhere(data)))
                    .as("beside %s", registry.url())
                    .isInstanceOf(DataDirectoryException.class);
        }
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(Port.HOST))) {
            RegistrySettings settings = new RegistrySettings(data, new Port(other.getLocalPort(), "registry.port"));

            assertThatThrownBy(() -> EmbeddedRegistry.start(settings))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("registry.port");
        }
    }

    @Test
    void shouldShowTheLogOfARegistryThatCannotStart() throws Exception {
        Files.writeString(data.resolve("schemas.mv.db"), "this is no database".repeat(1000));

        assertThatThrownBy(() -> EmbeddedRegistry.start(RegistrySettings.anywhere(data)))
                .isInstanceOf(RegistryStartException.class)
                .hasMessageContaining("registry.log")
                .hasMessageContaining("schemas.mv.db");
    }

    private static int register(String url) throws Exception {
        try (SchemaRegistryClient client = client(url)) {
            return client.register("answers-value", TEXT);
        }
    }

    private static SchemaRegistryClient client(String url) {
        return new CachedSchemaRegistryClient(url, 10);
    }

    /** The same programs where no child has left its classes yet. */
    private Path withoutArchive(Path home) throws IOException {
        assumeFalse(OS.WINDOWS.isCurrentOs(), "Windows lets few users make symbolic links.");
        Path fresh = Files.createDirectory(data.resolve("home"));
        Path jar = RegistryHome.find().jar().getFileName();
        Files.createSymbolicLink(fresh.resolve(jar), home.resolve(jar));
        Files.createSymbolicLink(fresh.resolve("lib"), home.resolve("lib"));
        return fresh;
    }

    private static Process program(Path data, Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-D" + RegistryHome.PROPERTY + "=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryProgram.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}

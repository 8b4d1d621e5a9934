package dev.intarsia.trainer.beneath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.registry.SchemaBootstrap;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentStoreTest {
    private static final Topics TOPICS = Topics.of("", 3);

    @TempDir
    Path directory;

    @AutoClose
    private final AvroSerdes serdes =
            new AvroSerdes(new Registry(new MockSchemaRegistryClient(), "mock://beneath", RetryPolicy.DEFAULT));

    @BeforeEach
    void declareSchemas() {
        new SchemaBootstrap(serdes.registry()).declare(TOPICS);
    }

    @Test
    void shouldKeepTheNewestAssignmentOfEachUser() {
        try (AssignmentStore store = open()) {
            store.put(0, "ada", assignment("ada", 1));
            store.put(0, "ada", assignment("ada", 2));
            store.put(0, "ad", assignment("ad", 5));

            assertThat(store.find(0, "ada")).contains(assignment("ada", 2));
            assertThat(store.find(0, "ad")).contains(assignment("ad", 5));
            assertThat(store.find(1, "ada")).isEmpty();
        }
    }

    @Test
    void shouldLetAPartitionGo() {
        try (AssignmentStore store = open()) {
            store.put(0, "ada", assignment("ada", 1));
            store.put(1, "bob", assignment("bob", 1));
            store.put(2, "eve", assignment("eve", 1));

            store.removeAll(1);

            assertThat(store.find(1, "bob")).isEmpty();
            assertThat(store.find(0, "ada")).isPresent();
            assertThat(store.find(2, "eve")).isPresent();
        }
    }

    @Test
    void shouldBeginEmpty() {
        try (AssignmentStore store = open()) {
            store.put(0, "ada", assignment("ada", 1));
        }

        try (AssignmentStore store = open()) {
            assertThat(store.find(0, "ada")).isEmpty();
        }
    }

    @Test
    void shouldLeaveNothingOfARemovedUserInTheFiles() throws IOException {
        try (AssignmentStore store = open()) {
            store.put(0, "ada-the-erased", assignment("ada-the-erased", 1));
            store.put(0, "bob-who-stays", assignment("bob-who-stays", 1));

            store.remove(0, "ada-the-erased");

            assertThat(store.find(0, "ada-the-erased")).isEmpty();
            assertThat(tables()).noneMatch(content -> content.contains("ada-the-erased"));
            assertThat(store.find(0, "bob-who-stays")).isPresent();
        }
    }

    private AssignmentStore open() {
        return new AssignmentStore(
                serdes.values(TOPICS.assignments()), TOPICS.assignments().name(), directory);
    }

    private List<String> tables() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sst"))
                    .map(AssignmentStoreTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Assignment assignment(String user, long version) {
        return Assignment.newBuilder()
                .setUser(user)
                .setVersion(version)
                .setBaseModel("base")
                .setPoolVersion(1)
                .setEvents(8)
                .setLastEventId("e8")
                .setLastIngestedAt(Instant.EPOCH)
                .setCause(AssignmentCause.HISTORY)
                .setModules(List.of(
                        new ModuleAssignment("0.q", List.of(new PieceWeight("sam", 1L, 0.5f, 0f, Instant.EPOCH)))))
                .setDigest("d")
                .build();
    }
}

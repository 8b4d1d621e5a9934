package dev.intarsia.trainer.beneath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.serde.AvroSerdes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentStoreTest {
    @TempDir
    Path directory;

    /** As every service does at its start, so that Avro makes objects of the contracts' classes. */
    @BeforeAll
    static void trustContracts() throws IllegalAccessException {
        MethodHandles.lookup().ensureInitialized(AvroSerdes.class);
    }

    @Test
    void shouldKeepTheNewestAssignmentOfEachUser() {
        try (AssignmentStore store = new AssignmentStore(directory)) {
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
        try (AssignmentStore store = new AssignmentStore(directory)) {
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
        try (AssignmentStore store = new AssignmentStore(directory)) {
            store.put(0, "ada", assignment("ada", 1));
        }

        try (AssignmentStore store = new AssignmentStore(directory)) {
            assertThat(store.find(0, "ada")).isEmpty();
        }
    }

    @Test
    void shouldLeaveNothingOfARemovedUserInTheFiles() throws IOException {
        try (AssignmentStore store = new AssignmentStore(directory)) {
            store.put(0, "ada-the-erased", assignment("ada-the-erased", 1));
            store.put(0, "bob-who-stays", assignment("bob-who-stays", 1));

            store.remove(0, "ada-the-erased");

            assertThat(store.find(0, "ada-the-erased")).isEmpty();
            assertThat(tables()).noneMatch(content -> content.contains("ada-the-erased"));
            assertThat(store.find(0, "bob-who-stays")).isPresent();
        }
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
                .setModules(List.of(new ModuleAssignment(
                        "0.q", List.of(new PieceWeight("sam", 1L, 0.5f, 0f, Instant.EPOCH)))))
                .setDigest("d")
                .build();
    }
}

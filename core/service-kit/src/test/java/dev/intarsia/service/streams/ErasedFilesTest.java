package dev.intarsia.service.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedFilesTest {
    private static final long NOON = 1_772_366_400_000L;

    @TempDir
    Path directory;

    private KeyValueStore<String, String> store;

    @BeforeEach
    void open() {
        store = opened();
        for (int i = 0; i < 500; i++) {
            store.put("user-" + i, "text of " + i + ".");
        }
        store.close();
        store = opened();
        assertThat(files()).contains("text of 77.");
    }

    private KeyValueStore<String, String> opened() {
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(new Properties(), new TaskId(0, 0), directory.toFile());
        KeyValueStore<String, String> made = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("history"), Serdes.String(), Serdes.String())
                .withLoggingDisabled()
                .build();
        made.init(context.getStateStoreContext(), made);
        return made;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldTakeOutOfTheFilesWhatWasDeletedAndNothingElse() {
        ErasedFiles erased = new ErasedFiles(Duration.ZERO);
        for (String key : List.of("user-77", "user-400", "user-401")) {
            store.delete(key);
        }

        erased.erased(store, "user-77".getBytes(UTF_8), NOON);
        erased.erasedBelow(store, "user-40".getBytes(UTF_8), NOON);
        erased.tick(NOON);
        erased.tick(NOON + 60_000);

        assertThat(erased.waiting()).isZero();
        assertThat(files())
                .doesNotContain("text of 77.")
                .doesNotContain("text of 400.")
                .doesNotContain("text of 401.");
        assertThat(files()).contains("text of 402.");
        store.close();
        store = opened();
        assertThat(store.get("user-402")).isEqualTo("text of 402.");
        assertThat(store.get("user-77")).isNull();
    }

    @Test
    void shouldWaitUntilADeletionIsInTheDatabaseForCertain() {
        ErasedFiles erased = new ErasedFiles(Duration.ofSeconds(3));
        store.delete("user-77");

        erased.erased(store, "user-77".getBytes(UTF_8), NOON);
        erased.tick(NOON + 2_999);

        assertThat(erased.waiting()).isEqualTo(1);
        assertThat(files()).contains("text of 77.");

        erased.tick(NOON + 3_000);

        assertThat(files()).doesNotContain("text of 77.");
    }

    @Test
    void shouldWaitOnceForWhatIsDeletedAgain() {
        ErasedFiles erased = new ErasedFiles(Duration.ofSeconds(3));

        erased.erased(store, "user-77".getBytes(UTF_8), NOON);
        erased.erased(store, "user-78".getBytes(UTF_8), NOON + 1_000);
        erased.erased(store, "user-77".getBytes(UTF_8), NOON + 2_000);

        assertThat(erased.waiting()).isEqualTo(2);
        erased.tick(NOON + 4_000);
        assertThat(erased.waiting()).isEqualTo(1);
        erased.tick(NOON + 60_000);
        assertThat(erased.waiting()).isZero();
    }

    @Test
    void shouldPassOverAStoreThatIsNotOnDisk() {
        KeyValueStore<String, String> memory = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("memory"), Serdes.String(), Serdes.String())
                .withLoggingDisabled()
                .build();
        ErasedFiles erased = new ErasedFiles(Duration.ZERO);

        erased.erased(memory, "user-77".getBytes(UTF_8), NOON);
        erased.tick(NOON);

        assertThat(erased.waiting()).isZero();
    }

    /** What lies in tables: other files name keys at most. */
    private String files() {
        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".sst")).toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

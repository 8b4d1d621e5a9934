package dev.intarsia.trainer.partition;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.trainer.wire.Adapters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAdapterStoreTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldBehaveLikeAMap(long seed) {
        Random random = new Random(seed);
        Map<String, AdapterState> expected = new HashMap<>();
        try (FileAdapterStore store = new FileAdapterStore(Adapters.LAYOUT, directory)) {
            for (int i = 0; i < 300; i++) {
                String user = "u" + random.nextInt(20);
                if (random.nextInt(4) == 0) {
                    store.remove(user);
                    expected.remove(user);
                } else {
                    // Every other one starts afresh, with moments of zero.
                    AdapterState full = Adapters.state(i, 1 + random.nextInt(9));
                    AdapterState state = random.nextBoolean() ? full : AdapterState.start(full.adapter());
                    store.put(user, state);
                    expected.put(user, state);
                }
                assertThat(store.size()).isEqualTo(expected.size());
            }
            expected.forEach((user, state) -> assertThat(store.get(user)).isEqualTo(state));
        }
    }

    @Test
    void shouldLeaveNoNumberOfAnErasedUserInItsFile() throws IOException {
        Path file = directory.resolve("shelf");
        try (FileAdapterStore store =
                new FileAdapterStore(Adapters.LAYOUT, FileChannel.open(file, CREATE_NEW, READ, WRITE))) {
            store.put("ada", Adapters.state(1, 1));
            assertThat(Files.readAllBytes(file)).contains(1);

            store.erase("ada");

            byte[] bytes = Files.readAllBytes(file);
            assertThat(bytes).isNotEmpty().isEqualTo(new byte[bytes.length]);
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void shouldLeaveNothingBehind() {
        FileAdapterStore store = new FileAdapterStore(Adapters.LAYOUT, directory);
        store.put("ada", Adapters.state(1, 1));
        store.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldSayWhatIsWrong() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        try (FileAdapterStore store = new FileAdapterStore(Adapters.LAYOUT, directory)) {
            assertThatThrownBy(() -> store.get("nobody"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nobody");
        }
        assertThatThrownBy(() -> new FileAdapterStore(Adapters.LAYOUT, file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("adapters.scratch-directory");
    }
}

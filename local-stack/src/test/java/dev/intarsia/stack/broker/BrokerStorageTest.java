package dev.intarsia.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.stack.datadir.DataDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerStorageTest {
    @TempDir
    Path logs;

    @Test
    void shouldBeFormattedOnceWithItsOwnId() throws IOException {
        new BrokerStorage(logs).prepare();
        String first = Files.readString(logs.resolve("meta.properties"));

        new BrokerStorage(logs).prepare();

        assertThat(Files.readString(logs.resolve("meta.properties"))).isEqualTo(first);
        assertThat(first).containsPattern("cluster\\.id=intarsia[\\w-]{14}\\R");
        String id = first.replaceAll("(?s).*cluster\\.id=(\\S+).*", "$1");
        assertThatCode(() -> Uuid.fromString(id)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"1, 5L6g3nShT-eMCtK--X86sw", "7, intarsiaShT-eMCtK--X8w"})
    void shouldRefuseTheDataOfAnotherCluster(int node, String cluster) throws IOException {
        Files.writeString(logs.resolve("meta.properties"), "version=1\nnode.id=" + node + "\ncluster.id=" + cluster);

        assertThatThrownBy(() -> new BrokerStorage(logs).prepare())
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("another cluster")
                .hasMessageContaining(cluster)
                .hasMessageContaining("Name another folder");
    }

    @Test
    void shouldRefuseAFolderThatContainsOtherFiles() throws IOException {
        Files.writeString(logs.resolve("holiday.jpg"), "");

        assertThatThrownBy(() -> new BrokerStorage(logs).prepare())
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("holiday.jpg");
    }

    @Test
    void shouldFormatAgainWhereFormattingWasInterrupted() throws IOException {
        Files.writeString(logs.resolve("bootstrap.checkpoint"), "half");

        new BrokerStorage(logs).prepare();

        assertThat(logs.resolve("meta.properties")).isNotEmptyFile();
    }
}

package dev.intarsia.benchmarks.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufExportTest {
    @Test
    void shouldPutTheTwoHalvesOfARotaryPairTogether() {
        float[] twoHeadsOfFourRows = {0, 1, 2, 3, 10, 11, 12, 13};

        assertThat(GgufExport.interleaved(twoHeadsOfFourRows, List.of(8, 1), 4))
                .containsExactly(0, 2, 1, 3, 10, 12, 11, 13);
    }

    @Test
    void shouldBeginEveryTensorAtAMultipleOf32(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("small.gguf");
        new GgufFile()
                .text("general.architecture", "llama")
                .tensor("a", List.of(3), () -> new float[] {1, 2, 3})
                .tensor("b", List.of(1, 2), () -> new float[] {4, 5})
                .write(file);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt()).isEqualTo(0x46554747);
        assertThat(bytes.getInt()).isEqualTo(3);
        assertThat(bytes.getLong()).isEqualTo(2);
        assertThat(bytes.getLong()).isEqualTo(1);
        int data = bytes.capacity() - 2 * 32;
        assertThat(data % 32).isZero();
        assertThat(bytes.getFloat(data)).isEqualTo(1);
        assertThat(bytes.getFloat(data + 32 + 4)).isEqualTo(5);
    }
}

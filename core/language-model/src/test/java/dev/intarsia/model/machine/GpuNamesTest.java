package dev.intarsia.model.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuNamesTest {
    @TempDir
    Path driver;

    private void gpu(String place, String information) throws IOException {
        Path folder = Files.createDirectories(driver.resolve(place));
        Files.writeString(folder.resolve("information"), information);
    }

    @Test
    void shouldNameEveryGpuInTheOrderOfTheirPlaces() throws IOException {
        gpu("0000:41:00.0", "Model: \t\t NVIDIA A100-SXM4-40GB\nIRQ:   \t 5\n");
        gpu("0000:01:00.0", "Model: \t\t NVIDIA H200\nIRQ:   \t 4\n");

        assertThat(GpuNames.in(driver)).isEqualTo("-NVIDIA-H200-NVIDIA-A100-SXM4-40GB");
    }

    @Test
    void shouldNameNothingWhereTheDriverDoesNotSay() throws IOException {
        Files.createDirectories(driver.resolve("0000:01:00.0"));

        assertThat(GpuNames.in(driver)).isEmpty();
        assertThat(GpuNames.in(driver.resolve("missing"))).isEmpty();
    }
}

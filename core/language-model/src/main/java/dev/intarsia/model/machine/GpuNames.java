package dev.intarsia.model.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the GPUs of this machine are called, as NVIDIA's driver for Linux tells it. */
public final class GpuNames {
    private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");
    private static final String NAME = "Model:";

    private GpuNames() {}

    /** All names, each behind a hyphen and fit for a file's name; empty where the system does not say. */
    public static String here() {
        return in(DRIVER);
    }

    /** @param driver a folder for each GPU, with a file {@code information} of lines {@code name: value} */
    static String in(Path driver) {
        try (Stream<Path> gpus = Files.list(driver)) {
            return gpus.sorted().map(GpuNames::name).collect(Collectors.joining());
        } catch (IOException e) {
            return "";
        }
    }

    private static String name(Path gpu) {
        try (Stream<String> lines = Files.lines(gpu.resolve("information"))) {
            return lines.filter(line -> line.startsWith(NAME))
                    .map(line -> "-" + line.substring(NAME.length()).strip().replaceAll("[^A-Za-z0-9]+", "-"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}

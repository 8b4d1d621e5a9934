package dev.intarsia.model.engine;

import ai.djl.Device;
import dev.intarsia.model.machine.GpuNames;
import dev.intarsia.model.machine.Processor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A choice of precision in a file, so that a restart neither measures again nor answers differently. It holds for one
 * model, processor, version of the engine, number of threads and GPU; to choose anew, delete the file.
 *
 * @param file one word: {@code FP32} or {@code BF16}
 */
record KeptPrecision(Path file) {
    private static final Logger log = LoggerFactory.getLogger(KeptPrecision.class);
    private static final int FINGERPRINT = 12;

    /** @param directory where such files lie, made where it is missing */
    static KeptPrecision of(Path directory, String fingerprint, Device device) {
        String name = String.join(
                "-",
                "precision",
                fingerprint.substring(0, FINGERPRINT),
                Processor.here().key(),
                device.isGpu() ? "gpu" + GpuNames.here() : "cpu",
                "" + EngineThreads.started());
        return new KeptPrecision(directory.resolve(name));
    }

    /** What was chosen; nothing where that cannot be told, which is logged. */
    Optional<Precision> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        for (Precision precision : new Precision[] {Precision.FP32, Precision.BF16}) {
            if (precision.name().equals(text)) {
                return Optional.of(precision);
            }
        }
        log.warn("{} says neither FP32 nor BF16; measuring anew", file);
        return Optional.empty();
    }

    /** Replaces the file as a whole, since two processes may choose at once. */
    void write(Precision precision) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path whole = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
        try {
            Files.writeString(whole, precision.name() + "\n");
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}

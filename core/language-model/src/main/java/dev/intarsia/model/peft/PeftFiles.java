package dev.intarsia.model.peft;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The two files of an adapter that PEFT reads, in memory.
 *
 * @param settings {@code adapter_config.json}
 * @param fingerprint of the base model, for the metadata of the tensors
 * @param tensors {@code adapter_model.safetensors}
 */
public record PeftFiles(ObjectNode settings, String fingerprint, List<Tensor> tensors) {
    /** The archive of an adapter has the same bytes whenever it is made. Zip files know no time before 1980. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

    public PeftFiles {
        requireNonNull(settings, "settings");
        requireNonNull(fingerprint, "fingerprint");
        tensors = List.copyOf(tensors);
    }

    private Map<String, String> metadata() {
        return Map.of(PeftFolder.BASE_MODEL, fingerprint);
    }

    /** Writes the files to a folder, which is made where it is missing. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        SafeTensors.write(folder.resolve(PeftFolder.TENSORS), metadata(), tensors, tensor -> tensor);
        JsonFile.write(folder.resolve(PeftSettingsFile.NAME), settings);
    }

    /**
     * Writes the files as a zip archive, uncompressed: weights hardly get smaller.
     *
     * @param card {@code README.md}
     * @param out stays open
     */
    public void zip(String card, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(entry("README.md"));
        zip.write(card.getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(entry(PeftSettingsFile.NAME));
        zip.write(JsonFile.text(settings).getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(entry(PeftFolder.TENSORS));
        SafeTensors.write(Channels.newChannel(zip), metadata(), tensors);
        zip.closeEntry();
        zip.finish();
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }
}

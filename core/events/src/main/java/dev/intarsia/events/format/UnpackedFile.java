package dev.intarsia.events.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file's bytes, decompressed if its name ends in {@code .gz}. Damage is reported with the line at which it begins.
 */
final class UnpackedFile extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final long size;
    private final CountingInput counted;
    private long line = 1;

    private UnpackedFile(String name, long size, CountingInput counted, InputStream text) {
        super(text);
        this.name = name;
        this.size = size;
        this.counted = counted;
    }

    /** @throws UnreadableFileException where there is no such file, or it is no gzip file though its name says so */
    static UnpackedFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UnreadableFileException(file.toString(), "is a folder; give a file in it");
        }
        String name = String.valueOf(file.getFileName());
        CountingInput counted = new CountingInput(opened(file));
        try {
            InputStream text = name.endsWith(".gz") ? new GZIPInputStream(counted, BUFFER) : counted;
            return new UnpackedFile(name, Files.size(file), counted, text);
        } catch (EOFException | ZipException e) {
            counted.close();
            throw new UnreadableFileException(
                    file.toString(),
                    counted.count() == 0
                            ? "is empty; pack the file again"
                            : "is not a gzip file; rename it or pack it again",
                    e);
        }
    }

    private static InputStream opened(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableFileException(file.toString(), "is not there; give the path of a file", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableFileException(file.toString(), "may not be read; change who may read it", e);
        }
    }

    String name() {
        return name;
    }

    /** How much has been read, from 0 to 1; 1 of what has no length, such as a pipe with a name. */
    double progress() {
        return size == 0 ? 1 : (double) counted.count() / size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = super.read(bytes, offset, length);
            for (int i = offset; i < offset + read; i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            return read;
        } catch (EOFException | ZipException e) {
            throw new UnreadableFileException(
                    name, "is a damaged gzip file, from line " + line + " on at the latest; fetch it again", e);
        }
    }
}

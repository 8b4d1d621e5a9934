package dev.intarsia.replay.engine;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files of one replay that a killed run leaves to the one that resumes it. A file is there whole or not at all.
 */
public final class StateDirectory {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_:-]{0,150}");

    private final Path directory;

    /** @param directory is made where there is none; whoever starts a replay afresh empties it first */
    public StateDirectory(Path directory) throws IOException {
        this.directory = requireNonNull(directory);
        Files.createDirectories(directory);
    }

    /** The file's bytes; nothing where it was never written. */
    public Optional<byte[]> read(String name) {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes or replaces a file; when this returns it outlives the process. */
    public void write(String name, byte[] content) {
        Path file = path(name);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, content);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file if it is there. */
    public void delete(String name) {
        try {
            Files.deleteIfExists(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a file; use letters, digits, dots, dashes, plus signs and colons.");
        }
        return directory.resolve(name.replace(':', '_'));
    }
}

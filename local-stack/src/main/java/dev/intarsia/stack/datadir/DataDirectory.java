package dev.intarsia.stack.datadir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data folder held by this process until closed, or until the process ends in whatever way. */
public final class DataDirectory implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 256L << 20;

    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Creates the folder where it is missing, and takes it.
     *
     * @throws DataDirectoryException where it cannot be written, another process holds it, or its disk has
     *     less than 256 MiB left
     */
    public static DataDirectory hold(Path directory) {
        return hold(directory, LEAST_FREE_BYTES);
    }

    static DataDirectory hold(Path directory, long leastFree) {
        Path path = directory.toAbsolutePath().normalize();
        FileChannel lockFile = null;
        try {
            Files.createDirectories(path);
            lockFile = FileChannel.open(path.resolve(".held"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            requireLock(path, lockFile);
            requireSpace(path, leastFree);
            return new DataDirectory(path, lockFile);
        } catch (IOException e) {
            closeQuietly(lockFile, e);
            throw new DataDirectoryException(
                    path, "it cannot be written (" + e + "). Make it writable or name another.", e);
        } catch (DataDirectoryException e) {
            closeQuietly(lockFile, e);
            throw e;
        }
    }

    private static void requireLock(Path path, FileChannel lockFile) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        }
        if (lock == null) {
            throw new DataDirectoryException(
                    path,
                    "another process is using it. Stop that one, perhaps another 'intarsia up', or name another"
                            + " folder.",
                    null);
        }
    }

    private static void requireSpace(Path path, long leastFree) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < leastFree) {
            throw new DataDirectoryException(
                    path,
                    "its disk has " + (free >> 20) + " MiB left and needs " + (leastFree >> 20)
                            + ". Make room or name a folder on another disk.",
                    null);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, Exception cause) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

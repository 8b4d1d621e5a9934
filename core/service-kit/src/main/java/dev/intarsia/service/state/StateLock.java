package dev.intarsia.service.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an application's state directory for one process, and tells others which one that is. The system gives it free when
 * the process ends, however it ends.
 */
public final class StateLock implements AutoCloseable {
    /** Far beyond the file's text, so that the text stays readable where locks forbid reading. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_OWNER = 64;

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = requireNonNull(channel);
    }

    /**
     * @param directory is made where it is missing
     * @param application whose state it is; several may share a directory
     * @throws StateInUseException where another process has it
     * @throws UncheckedIOException where the directory cannot be written to
     */
    public static StateLock take(Path directory, String application) {
        Path file = directory.resolve(application + ".lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String owner = owner(channel);
                channel.close();
                throw new StateInUseException(directory.toAbsolutePath().normalize(), application, owner);
            }
            channel.truncate(0).write(ByteBuffer.wrap(Long.toString(pid()).getBytes(UTF_8)), 0);
            return new StateLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The state directory " + directory + " cannot be used; make it writable, or name another"
                            + " by state.directory: " + e,
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_OWNER);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), UTF_8).strip();
        if (pid.isEmpty()) {
            return "another process";
        }
        return pid.equals(Long.toString(pid())) ? "this process itself (" + pid + ")" : "process " + pid;
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an application's state directory for one process, and tells others which one that is. The system gives it free when
 * the process ends, however it ends.
 */
public final class StateLock implements AutoCloseable {
    /** Far beyond the file's text, so that the text stays readable where locks forbid reading. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_OWNER = 64;

    /** Topics show for a day that something was deleted; what is older may hold it still. */
    private static final Duration TRUSTED = Duration.ofHours(12);

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private final Path file;
    private final FileChannel channel;
    private final Optional<Instant> usedBefore;
    private volatile Instant touched = Instant.now();

    private StateLock(Path file, FileChannel channel, Optional<Instant> usedBefore) {
        this.file = requireNonNull(file);
        this.channel = requireNonNull(channel);
        this.usedBefore = requireNonNull(usedBefore);
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
            Optional<Instant> usedBefore = Files.exists(file)
                    ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                    : Optional.empty();
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String owner = owner(channel);
                channel.close();
                throw new StateInUseException(directory.toAbsolutePath().normalize(), application, owner);
            }
            channel.truncate(0).write(ByteBuffer.wrap(Long.toString(pid()).getBytes(UTF_8)), 0);
            return new StateLock(file, channel, usedBefore);
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

    /**
     * Whether the state is so old that what was deleted since may show on no topic any more. It must be made again from the
     * topics then, or it would bring back who was erased meanwhile.
     */
    public boolean isOutdated() {
        return usedBefore
                .filter(used -> used.plus(TRUSTED).isBefore(Instant.now()))
                .isPresent();
    }

    /** Says that the state is up to date now. */
    public void touch() {
        Instant now = Instant.now();
        if (touched.plus(TOUCH_EVERY).isBefore(now)) {
            touched = now;
            touchFile(now);
        }
    }

    private void touchFile(Instant now) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

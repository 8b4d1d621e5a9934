package dev.intarsia.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of the safetensors format. The header is checked whole when the file is opened; tensors are mapped one by
 * one when asked for, so files of any size open at once.
 */
public final class SafeTensors {
    /** Smaller tensors are read: a map is freed by the garbage collector alone, and a process may have only so many. */
    private static final long MAPPED = 1 << 18;

    private final Path file;
    private final long dataStart;
    private final SafeTensorsHeader header;

    private SafeTensors(Path file, long dataStart, SafeTensorsHeader header) {
        this.file = file;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Opens a file.
     *
     * @throws MalformedCheckpointException when the header is longer than the file, is not the JSON it should be, or
     *     when tensors overlap, leave gaps, or do not fit their shapes
     */
    public static SafeTensors open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MalformedCheckpointException(file, "there is no such file.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] header = SafeTensorsHeader.read(file, channel);
            long dataStart = Long.BYTES + (long) header.length;
            return new SafeTensors(file, dataStart, SafeTensorsHeader.parse(file, header, channel.size() - dataStart));
        }
    }

    /** The names of all tensors, in the order of the header. */
    public Set<String> names() {
        return header.tensors().keySet();
    }

    /** The free texts of the header; empty where there are none. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** How many bytes the tensors take. */
    public long dataSize() {
        return header.tensors().values().stream().mapToLong(TensorInfo::bytes).sum();
    }

    /** The shape of that tensor, or null when there is none. */
    public @Nullable List<Integer> shape(String name) {
        TensorInfo info = header.tensors().get(name);
        return info == null ? null : info.shape();
    }

    /** The tensor of that name, mapped where it is large, or null when there is none. */
    public @Nullable Tensor tensor(String name) throws IOException {
        TensorInfo info = header.tensors().get(name);
        if (info == null) {
            return null;
        }
        if (info.bytes() > Integer.MAX_VALUE) {
            throw new UnsupportedModelException(file, "tensor " + name + " is larger than 2 GiB.");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = info.bytes() < MAPPED
                    ? SafeTensorsHeader.fill(channel, ByteBuffer.allocate((int) info.bytes()), dataStart + info.begin())
                    : channel.map(FileChannel.MapMode.READ_ONLY, dataStart + info.begin(), info.bytes());
            return new Tensor(name, info.dtype(), info.shape(), bytes.order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    /** What becomes of a tensor on its way into a file; its type and shape stay. */
    public interface Edit {
        Tensor apply(Tensor tensor) throws IOException;
    }

    /** Writes tensors in the order given; the file appears whole or not at all. */
    public static void write(Path file, Iterable<Tensor> tensors) throws IOException {
        write(file, Map.of(), tensors, tensor -> tensor);
    }

    /**
     * Writes tensors in the order given, each edited as it is written, so that no more than one is held at a time; the
     * file appears whole or not at all, though the power fail.
     *
     * @param metadata free texts for the header
     */
    public static void write(Path file, Map<String, String> metadata, Iterable<Tensor> tensors, Edit edit)
            throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(channel, SafeTensorsHeader.of(metadata, tensors));
            for (Tensor tensor : tensors) {
                Tensor edited = edit.apply(tensor);
                if (edited.dtype() != tensor.dtype() || !edited.shape().equals(tensor.shape())) {
                    throw new IllegalArgumentException("Tensor " + tensor.name() + " was announced as "
                            + tensor.dtype() + " " + tensor.shape() + ", but came as " + edited.dtype() + " "
                            + edited.shape() + ".");
                }
                writeFully(channel, edited.bytes().slice());
            }
            channel.force(true);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Writes tensors in the order given where no file is needed.
     *
     * @param metadata free texts for the header
     * @param channel stays open
     */
    public static void write(WritableByteChannel channel, Map<String, String> metadata, Iterable<Tensor> tensors)
            throws IOException {
        writeFully(channel, SafeTensorsHeader.of(metadata, tensors));
        for (Tensor tensor : tensors) {
            writeFully(channel, tensor.bytes().slice());
        }
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}

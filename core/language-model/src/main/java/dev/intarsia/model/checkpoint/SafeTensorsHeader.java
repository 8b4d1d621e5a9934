package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The header of a safetensors file: eight bytes of length, then JSON that places every tensor. */
record SafeTensorsHeader(Map<String, TensorInfo> tensors, Map<String, String> metadata) {
    /** The format's own bound. */
    private static final long LONGEST = 100_000_000;

    private static final String METADATA = "__metadata__";

    static byte[] read(Path file, FileChannel channel) throws IOException {
        if (channel.size() < Long.BYTES) {
            throw new MalformedCheckpointException(file, "this is shorter than the eight bytes a header begins with.");
        }
        long length = fill(channel, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0)
                .getLong(0);
        if (length < 2 || length > LONGEST || length > channel.size() - Long.BYTES) {
            throw new MalformedCheckpointException(
                    file,
                    "the header claims " + Long.toUnsignedString(length) + " bytes of a file of " + channel.size()
                            + "; was it cut off, or is it no safetensors file?");
        }
        return fill(channel, ByteBuffer.allocate((int) length), Long.BYTES).array();
    }

    /** Fills a buffer from a position on; it is then ready to be read. */
    static ByteBuffer fill(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            int n = channel.read(bytes, position + bytes.position());
            if (n < 0) {
                throw new EOFException("The file became shorter while it was read.");
            }
        }
        return bytes.flip();
    }

    static SafeTensorsHeader parse(Path file, byte[] header, long dataSize) throws IOException {
        ObjectNode root = JsonFile.parse(file, "the header", header);
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = Map.of();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals(METADATA)) {
                metadata = texts(file, entry.getValue());
            } else {
                tensors.put(entry.getKey(), new TensorEntry(file, entry.getKey(), entry.getValue()).info());
            }
        }
        requireContiguous(file, tensors.values(), dataSize);
        return new SafeTensorsHeader(tensors, metadata);
    }

    private static Map<String, String> texts(Path file, JsonNode node) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            texts.put(entry.getKey(), entry.getValue().asText());
        }
        if (!node.isObject() || node.valueStream().anyMatch(value -> !value.isTextual())) {
            throw new MalformedCheckpointException(file, METADATA + " must hold texts alone.");
        }
        return texts;
    }

    /** The format leaves no gaps, so that no byte of a file escapes the digest of its tensors. */
    private static void requireContiguous(Path file, Iterable<TensorInfo> tensors, long dataSize) throws IOException {
        List<TensorInfo> sorted = new ArrayList<>();
        tensors.forEach(sorted::add);
        sorted.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
        long position = 0;
        for (TensorInfo tensor : sorted) {
            if (tensor.begin() != position) {
                throw new MalformedCheckpointException(
                        file,
                        "tensor " + tensor.name() + " begins at byte " + tensor.begin() + " of the data, but the one "
                                + "before it ends at " + position + "; tensors must neither overlap nor leave gaps.");
            }
            position = tensor.end();
        }
        if (position != dataSize) {
            throw new MalformedCheckpointException(
                    file,
                    "the tensors take " + position + " bytes, but " + dataSize + " follow the header; was it cut off?");
        }
    }

    /** Length and JSON, padded with spaces so that the data is aligned. */
    static ByteBuffer of(Map<String, String> metadata, Iterable<Tensor> tensors) throws IOException {
        ObjectNode root = JsonFile.empty();
        ObjectNode texts = root.putObject(METADATA).put("format", "pt");
        metadata.forEach(texts::put);
        long offset = 0;
        for (Tensor tensor : tensors) {
            ObjectNode entry = root.putObject(tensor.name());
            entry.put("dtype", tensor.dtype().name());
            tensor.shape().forEach(entry.putArray("shape")::add);
            long end = offset + tensor.bytes().remaining();
            entry.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .flip();
    }
}

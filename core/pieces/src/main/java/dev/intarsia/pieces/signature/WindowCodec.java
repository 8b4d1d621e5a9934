package dev.intarsia.pieces.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.pieces.module.ModuleId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of a {@link SignatureWindow} after the version: the number of modules (int), and per module its name (a length
 * byte and ASCII) and length (int); the number of events (int), and per event its time's seconds (long) and nanoseconds (int),
 * its id (length as int and UTF-8), 1 or, where it was taken out, 0 (byte), and unless it was the modules' 32-bit floats.
 */
final class WindowCodec {
    private WindowCodec() {}

    static byte[] write(SignatureWindow window, byte version) {
        SortedMap<ModuleId, Integer> lengths = lengths(window);
        int floats = lengths.values().stream().mapToInt(Integer::intValue).sum();
        int size = 1 + 2 * Integer.BYTES;
        for (ModuleId module : lengths.keySet()) {
            size += 1 + module.text().length() + Integer.BYTES;
        }
        for (SignatureWindow.Place place : window.places()) {
            size += Long.BYTES + 2 * Integer.BYTES + place.eventId().getBytes(UTF_8).length + 1;
            size += place.vectors() == null ? 0 : Float.BYTES * floats;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(version)
                .putInt(lengths.size());
        lengths.forEach((module, length) -> {
            SignatureCodec.putName(bytes, module);
            bytes.putInt(length);
        });
        bytes.putInt(window.places().size());
        window.places().forEach(place -> write(place, bytes));
        return bytes.array();
    }

    private static SortedMap<ModuleId, Integer> lengths(SignatureWindow window) {
        SortedMap<ModuleId, Integer> lengths = new TreeMap<>();
        window.firstVectors()
                .ifPresent(vectors -> vectors.forEach((module, vector) -> lengths.put(module, vector.length)));
        return lengths;
    }

    private static void write(SignatureWindow.Place place, ByteBuffer bytes) {
        byte[] id = place.eventId().getBytes(UTF_8);
        bytes.putLong(place.time().getEpochSecond())
                .putInt(place.time().getNano())
                .putInt(id.length)
                .put(id)
                .put((byte) (place.vectors() == null ? 0 : 1));
        if (place.vectors() != null) {
            place.vectors().values().forEach(vector -> SignatureCodec.putVector(bytes, vector));
        }
    }

    static SignatureWindow read(ByteBuffer bytes) {
        SortedMap<ModuleId, Integer> lengths = new TreeMap<>();
        for (int left = bytes.getInt(); left > 0; left--) {
            lengths.put(SignatureCodec.module(bytes), bytes.getInt());
        }
        List<SignatureWindow.Place> places = new ArrayList<>();
        for (int left = bytes.getInt(); left > 0; left--) {
            places.add(place(bytes, lengths));
        }
        return new SignatureWindow(places);
    }

    private static SignatureWindow.Place place(ByteBuffer bytes, Map<ModuleId, Integer> lengths) {
        Instant time = SignatureCodec.time(bytes);
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] id = new byte[length];
        bytes.get(id);
        return new SignatureWindow.Place(
                time, new String(id, UTF_8), bytes.get() == 0 ? null : vectors(bytes, lengths));
    }

    private static SortedMap<ModuleId, float[]> vectors(ByteBuffer bytes, Map<ModuleId, Integer> lengths) {
        SortedMap<ModuleId, float[]> vectors = new TreeMap<>();
        lengths.forEach((module, floats) -> vectors.put(module, SignatureCodec.vector(bytes, floats)));
        return vectors;
    }
}

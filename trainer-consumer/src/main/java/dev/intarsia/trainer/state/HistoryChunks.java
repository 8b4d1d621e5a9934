package dev.intarsia.trainer.state;

import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.history.HistoryEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user's history as records of some events each, so that a new event rewrites a few and not all. A chunk is its events
 * one after the other: the fingerprint of the id (long), the number of bytes (int), and the event's bytes, none where the
 * event is no longer held.
 */
final class HistoryChunks {
    /** Events in a chunk. */
    static final int EVENTS = 16;

    private final EventCodec codec;

    HistoryChunks(EventCodec codec) {
        this.codec = codec;
    }

    /** Reads chunks that are stored. */
    interface Chunks {
        /** The chunk's bytes; none where it does not exist. */
        byte[] get(int chunk);
    }

    /**
     * What is to be written.
     *
     * @param anew whether all that is stored is to go first
     * @param first number of the first event in chunk 0 from now on
     */
    record Change(boolean anew, long first, SortedMap<Integer, byte[]> chunks) {}

    /**
     * What stores a history in place of another.
     *
     * @param before what is stored, its first event numbered {@code first}
     * @param stored its chunks
     */
    Change change(History before, History after, long first, Chunks stored) {
        return continues(before, after)
                ? further(before, after, first, stored)
                : new Change(true, after.oldest(), anew(after));
    }

    /** Whether one is the other with more events, of which none has left the window again. */
    static boolean continues(History before, History after) {
        if (before == after || before.length() == 0 && after.oldest() == 0) {
            return true;
        }
        return before.length() > 0
                && after.length() >= before.length()
                && after.oldest() < before.length()
                && before.oldest() < before.length()
                && after.event(before.length() - 1).equals(before.event(before.length() - 1));
    }

    private Change further(History before, History after, long first, Chunks stored) {
        TreeMap<Integer, byte[]> chunks = new TreeMap<>();
        for (int chunk = chunk(before.oldest(), first); chunk < chunk(after.oldest(), first); chunk++) {
            chunks.put(chunk, stripped(stored.get(chunk)));
        }
        long number = before.length();
        while (number < after.length()) {
            int chunk = chunk(number, first);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if ((number - first) % EVENTS > 0) {
                bytes.writeBytes(chunks.containsKey(chunk) ? chunks.get(chunk) : stored.get(chunk));
            }
            for (; number < after.length() && chunk(number, first) == chunk; number++) {
                put(bytes, after.event(number));
            }
            chunks.put(chunk, bytes.toByteArray());
        }
        return new Change(false, first, chunks);
    }

    private TreeMap<Integer, byte[]> anew(History after) {
        TreeMap<Integer, byte[]> chunks = new TreeMap<>();
        Set<Long> held = new HashSet<>();
        long number = after.oldest();
        while (number < after.length()) {
            int chunk = chunk(number, after.oldest());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (; number < after.length() && chunk(number, after.oldest()) == chunk; number++) {
                held.add(after.event(number).fingerprint());
                put(bytes, after.event(number));
            }
            chunks.put(chunk, bytes.toByteArray());
        }
        long[] others = Arrays.stream(after.fingerprints())
                .filter(one -> !held.contains(one))
                .toArray();
        if (others.length > 0) {
            ByteBuffer bytes = ByteBuffer.allocate(others.length * (Long.BYTES + Integer.BYTES));
            Arrays.stream(others).forEach(one -> bytes.putLong(one).putInt(0));
            chunks.put(StoreKeys.IDS, bytes.array());
        }
        return chunks;
    }

    /** Gathers the chunks of one history. */
    final class Reading {
        private final List<HistoryEvent> held = new ArrayList<>();
        private final List<Long> fingerprints = new ArrayList<>();
        private final long oldest;
        private final long first;

        /** @param oldest number of the first event that is held */
        Reading(long oldest, long first) {
            this.oldest = oldest;
            this.first = first;
        }

        /** Adds the next chunk; those of events come in order. */
        void add(int chunk, byte[] bytes) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            long number = first + (long) chunk * EVENTS;
            while (left.hasRemaining()) {
                fingerprints.add(left.getLong());
                byte[] event = new byte[left.getInt()];
                left.get(event);
                if (chunk != StoreKeys.IDS && number >= oldest) {
                    held.add(codec.event(event));
                }
                number++;
            }
        }

        History history(long length, Instant earliest) {
            if (held.size() != length - oldest) {
                throw new IllegalStateException("The store holds " + held.size() + " events of a history of "
                        + (length - oldest) + "; delete state.directory, it is made again from the topics.");
            }
            return History.of(
                    length,
                    held,
                    fingerprints.stream().mapToLong(Long::longValue).toArray(),
                    earliest);
        }
    }

    private void put(ByteArrayOutputStream bytes, HistoryEvent event) {
        byte[] packed = codec.bytes(event);
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(event.fingerprint())
                .putInt(packed.length)
                .array());
        bytes.writeBytes(packed);
    }

    private static byte[] stripped(byte[] chunk) {
        ByteBuffer left = ByteBuffer.wrap(chunk);
        ByteBuffer ids = ByteBuffer.allocate(chunk.length);
        while (left.hasRemaining()) {
            ids.putLong(left.getLong()).putInt(0);
            left.position(left.position() + Integer.BYTES + left.getInt(left.position()));
        }
        return Arrays.copyOf(ids.array(), ids.position());
    }

    private static int chunk(long number, long first) {
        return Math.toIntExact((number - first) / EVENTS);
    }
}

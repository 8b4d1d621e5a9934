package dev.intarsia.trainer.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Keys of the store: the partition, what it is, and a digest of the user's name. Names are in values alone, since RocksDB
 * repeats keys in files that outlast a deletion.
 */
final class StoreKeys {
    static final byte[] IDENTITY = {0};
    static final byte[] DIRTY = {1};
    private static final byte CHECKPOINT = 2;
    private static final byte USER = 3;
    private static final byte ADAPTER = 4;
    private static final byte HISTORY = 5;
    private static final byte PARTITION = 6;
    private static final int DIGEST_BYTES = 20;

    /** A chunk number that no event is in: ids of events whose place is not known. */
    static final int IDS = -1;

    private StoreKeys() {}

    static byte[] checkpoint(int partition) {
        return ByteBuffer.allocate(5).put(CHECKPOINT).putInt(partition).array();
    }

    /** Below the keys of all users of a partition; {@code partition + 1} gives the end of them. */
    static byte[] partition(int partition) {
        return ByteBuffer.allocate(5).put(PARTITION).putInt(partition).array();
    }

    /** Below all of a partition's {@link #user} keys. */
    static byte[] users(int partition) {
        return ByteBuffer.allocate(6).put(partition(partition)).put(USER).array();
    }

    static byte[] user(int partition, String user) {
        return of(partition, USER, user, 0).array();
    }

    static byte[] adapter(int partition, String user) {
        return of(partition, ADAPTER, user, 0).array();
    }

    /** Below all of a user's {@link #chunk} keys. */
    static byte[] history(int partition, String user) {
        return of(partition, HISTORY, user, 0).array();
    }

    static byte[] chunk(int partition, String user, int chunk) {
        return of(partition, HISTORY, user, Integer.BYTES).putInt(chunk).array();
    }

    /** The first key after all that begin with a prefix, whose last byte that is not 255 rises. */
    static byte[] after(byte[] prefix) {
        byte[] end = prefix.clone();
        int last = end.length - 1;
        while (end[last] == (byte) 0xff) {
            last--;
        }
        end[last]++;
        return Arrays.copyOf(end, last + 1);
    }

    private static ByteBuffer of(int partition, byte kind, String user, int more) {
        return ByteBuffer.allocate(6 + DIGEST_BYTES + more)
                .put(partition(partition))
                .put(kind)
                .put(digest(user), 0, DIGEST_BYTES);
    }

    private static byte[] digest(String user) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(user.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}

package dev.intarsia.service.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Who was erased and when, for as long as late records may come, by a digest of the name and not by the name.
 *
 * @param store digest to ms since the epoch
 */
public record Erasures(KeyValueStore<String, Long> store) {
    /** Name of the store, on disk and in its changelog's name. */
    public static final String STORE = "erasures";

    /**
     * The store. Uncached, so that an erasure is in it when it has been processed.
     *
     * @param changelog how its changelog forgets
     */
    public static StoreBuilder<KeyValueStore<String, Long>> storeBuilder(Map<String, String> changelog) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.Long())
                .withCachingDisabled()
                .withLoggingEnabled(changelog);
    }

    /** Those of the partition that a processor works on. */
    public static Erasures of(ProcessorContext<?, ?> context) {
        return new Erasures(context.getStateStore(STORE));
    }

    /** Whether the user was erased at that time or later, so that what rests on nothing newer must go. */
    public boolean since(String user, Instant time) {
        Long erasedAt = store.get(digest(user));
        return erasedAt != null && time.toEpochMilli() <= erasedAt;
    }

    public void remember(String user, long time) {
        String digest = digest(user);
        Long before = store.get(digest);
        store.put(digest, before == null ? time : Math.max(before, time));
    }

    /** Forgets the erasures that are older than this. */
    public void forget(long now, Duration older) {
        List<String> past = new ArrayList<>();
        try (KeyValueIterator<String, Long> erasures = store.all()) {
            while (erasures.hasNext()) {
                KeyValue<String, Long> erasure = erasures.next();
                if (now - erasure.value > older.toMillis()) {
                    past.add(erasure.key);
                }
            }
        }
        past.forEach(store::delete);
    }

    /** SHA-256 over the name's length in bytes, as 64 bits, and the name. */
    private static String digest(String user) {
        byte[] name = user.getBytes(UTF_8);
        ByteBuffer hashed = ByteBuffer.allocate(Long.BYTES + name.length);
        hashed.putLong(name.length).put(name);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(hashed.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256.", e);
        }
    }
}

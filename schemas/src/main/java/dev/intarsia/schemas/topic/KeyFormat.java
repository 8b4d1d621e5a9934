package dev.intarsia.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How a topic's keys are written, and which part of them picks the partition.
 *
 * @param type the Java type of the keys
 * @param serde writes and reads them; reading bytes that are no such key yields null, as for a record
 *     without a key, so that one bad record never stops a partition
 * @param partitioningBytes what the broker's default hash is taken of
 */
public record KeyFormat<K>(Class<K> type, Serde<K> serde, Function<K, byte[]> partitioningBytes) {
    /** A user's id as UTF-8. */
    public static final KeyFormat<String> USER =
            new KeyFormat<>(String.class, Serdes.String(), user -> user.getBytes(UTF_8));

    /** {@code user/module} as UTF-8, on the partition of the user alone. */
    public static final KeyFormat<ModuleKey> MODULE = new KeyFormat<>(
            ModuleKey.class, serde(ModuleKey::parse), key -> key.user().getBytes(UTF_8));

    /** User, event id and mark with tabs between them as UTF-8, on the partition of the user alone. */
    public static final KeyFormat<EventKey> EVENT = new KeyFormat<>(
            EventKey.class, serde(EventKey::parse), key -> key.user().getBytes(UTF_8));

    /** The user, or user and event id with a tab between, as UTF-8, on the partition of the user alone. */
    public static final KeyFormat<ConsentKey> CONSENT = new KeyFormat<>(
            ConsentKey.class, serde(ConsentKey::parse), key -> key.user().getBytes(UTF_8));

    /** {@code erasure/part} as UTF-8, on the partition of the erasure alone. */
    public static final KeyFormat<ErasureKey> ERASURE = new KeyFormat<>(
            ErasureKey.class, serde(ErasureKey::parse), key -> key.erasure().getBytes(UTF_8));

    /** A key's bytes, as they lie in a record. */
    public byte[] bytes(K key) {
        return serde.serializer().serialize("", key);
    }

    /** Bytes as they came, of whatever topic. */
    public static final KeyFormat<byte[]> BYTES =
            new KeyFormat<>(byte[].class, Serdes.ByteArray(), Function.identity());

    private static <K> Serde<K> serde(Function<String, K> parse) {
        Serializer<@Nullable K> write =
                (topic, key) -> key == null ? null : key.toString().getBytes(UTF_8);
        Deserializer<K> read = (topic, bytes) -> key(bytes, parse);
        return Serdes.serdeFrom(write, read);
    }

    @SuppressWarnings("NullAway") // Kafka's own signatures do not say that a key may be null.
    private static <K> K key(byte @Nullable [] bytes, Function<String, K> parse) {
        return keyOrNull(bytes, parse);
    }

    private static <K> @Nullable K keyOrNull(byte @Nullable [] bytes, Function<String, K> parse) {
        if (bytes == null) {
            return null;
        }
        try {
            return parse.apply(new String(bytes, UTF_8));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}

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
    public static final KeyFormat<ModuleKey> MODULE =
            new KeyFormat<>(ModuleKey.class, moduleSerde(), key -> key.user().getBytes(UTF_8));

    /** Bytes as they came, of whatever topic. */
    public static final KeyFormat<byte[]> BYTES =
            new KeyFormat<>(byte[].class, Serdes.ByteArray(), Function.identity());

    private static Serde<ModuleKey> moduleSerde() {
        Serializer<@Nullable ModuleKey> write =
                (topic, key) -> key == null ? null : key.toString().getBytes(UTF_8);
        Deserializer<ModuleKey> read = (topic, bytes) -> moduleKey(bytes);
        return Serdes.serdeFrom(write, read);
    }

    private static @Nullable ModuleKey moduleKey(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return ModuleKey.parse(new String(bytes, UTF_8));
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}

package dev.intarsia.gateway.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The key of one of several entries of a user. As bytes, the entries of a user are adjacent and in rising order, and
 * no user's prefix is a prefix of another's, whatever characters the names contain.
 *
 * @param user whose entry
 * @param order a version or a time
 * @param name tells entries of one order apart
 */
public record UserEntryKey(String user, long order, String name) {
    public UserEntryKey {
        requireNonNull(user);
        requireNonNull(name);
    }

    /** Writes and reads whole keys. */
    public static Serde<UserEntryKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> read(bytes));
    }

    /** Writes what all entries of a user begin with. */
    static Serializer<String> userPrefix() {
        return (topic, user) -> prefixOf(user);
    }

    /** What all entries of a user begin with. */
    static byte[] prefixOf(String user) {
        return prefix(user, 0).array();
    }

    private byte[] bytes() {
        byte[] nameBytes = name.getBytes(UTF_8);
        // With its sign turned, a number's bytes sort as the number does.
        return prefix(user, Long.BYTES + nameBytes.length)
                .putLong(order ^ Long.MIN_VALUE)
                .put(nameBytes)
                .array();
    }

    private static ByteBuffer prefix(String user, int more) {
        byte[] userBytes = user.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + userBytes.length + more)
                .putInt(userBytes.length)
                .put(userBytes);
    }

    private static UserEntryKey read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        String user = text(buffer, buffer.getInt());
        long order = buffer.getLong() ^ Long.MIN_VALUE;
        return new UserEntryKey(user, order, text(buffer, buffer.remaining()));
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, UTF_8);
    }
}

package dev.intarsia.tests.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.schemas.topic.KeyFormat;
import dev.intarsia.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of one topic from records that a service wrote there: some fields take extreme values, the key agrees with
 * the value or does not, the partition is the key's or another, or the bytes are no Avro at all. The same seed makes the
 * same ones. All are of users whom nobody misses.
 */
final class HostileRecords {
    private static final int HEADER = 5;
    private static final int STRANGERS = 40;

    private final Topic<?, ?> topic;
    private final List<ConsumerRecord<byte[], byte[]>> samples;
    private final Schema schema;
    private final Random random;
    private final ExtremeValues extremes;
    private final boolean compacted;

    /** @param samples values as they travel, at least one */
    HostileRecords(Topic<?, ?> topic, List<ConsumerRecord<byte[], byte[]>> samples, long seed) {
        this.topic = topic;
        this.samples = samples;
        this.schema = SpecificData.get().getSchema(topic.valueType());
        this.random = new Random(seed);
        this.compacted = !"delete".equals(topic.settings().get("cleanup.policy"));
        this.extremes = new ExtremeValues(random);
    }

    /** The next one. */
    ProducerRecord<byte[], byte[]> next() {
        String user = random.nextInt(10) == 0 ? extremes.text() : "stranger" + random.nextInt(STRANGERS);
        byte[] value = value(user);
        byte[] key = key(random.nextInt(8) == 0 ? "stranger" + random.nextInt(STRANGERS) : user, value);
        return new ProducerRecord<>(topic.name(), partition(key), time(), key, value);
    }

    private byte[] value(String user) {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> garbage();
            case 2 -> damaged(encode(sample()));
            default -> encode(mutated(user));
        };
    }

    private GenericRecord mutated(String user) {
        GenericRecord record = sample();
        for (String name : List.of("user", "sharer")) {
            if (schema.getField(name) != null) {
                record.put(name, user);
            }
        }
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            Schema.Field field =
                    schema.getFields().get(random.nextInt(schema.getFields().size()));
            record.put(field.name(), extremes.of(field.schema()));
        }
        return record;
    }

    private GenericRecord sample() {
        byte[] bytes = samples.get(random.nextInt(samples.size())).value();
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] encode(GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(samples.get(0).value(), 0, HEADER);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] garbage() {
        byte[] bytes = new byte
                [random.nextInt(40) == 0
                        ? 1_000_000
                        : List.of(0, 1, 4, 5, 6, 40, 4000).get(random.nextInt(7))];
        random.nextBytes(bytes);
        if (bytes.length >= HEADER && random.nextBoolean()) {
            // In the wire format and of a schema that is there or is not.
            byte[] header = Arrays.copyOf(samples.get(0).value(), HEADER);
            ByteBuffer.wrap(header)
                    .putInt(1, random.nextBoolean() ? ByteBuffer.wrap(header).getInt(1) : random.nextInt(5000) - 5);
            System.arraycopy(header, 0, bytes, 0, HEADER);
        }
        return bytes;
    }

    private byte[] damaged(byte[] bytes) {
        byte[] damaged = Arrays.copyOf(bytes, random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length);
        for (int flips = random.nextInt(6); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private byte[] key(String user, byte[] value) {
        return switch (random.nextInt(20)) {
            // A broker takes none without a key for what it compacts.
            case 0 -> compacted ? new byte[0] : null;
            case 1 -> new byte[] {(byte) 0xff, 0, (byte) 0xc3};
            case 2 -> new byte[0];
            default -> key(user, value, topic.keys()).getBytes(UTF_8);
        };
    }

    private String key(String user, byte[] value, KeyFormat<?> keys) {
        if (keys.equals(KeyFormat.MODULE)) {
            return user + "/" + field("module", value, "0.q");
        }
        // The rest in the form of an earlier version.
        return keys.equals(KeyFormat.EVENT) && random.nextInt(4) > 0
                ? user + "\t" + field("eventId", value, "e0") + "\t" + Integer.toString(random.nextInt(1000), 36)
                : user;
    }

    /** What the value names, where it can be read. */
    private String field(String name, byte[] value, String otherwise) {
        if (value != null && value.length > HEADER) {
            try {
                Object found = new GenericDatumReader<GenericRecord>(schema)
                        .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null))
                        .get(name);
                return String.valueOf(found);
            } catch (IOException | RuntimeException unreadable) {
                return otherwise;
            }
        }
        return otherwise;
    }

    private int partition(byte[] key) {
        if (key == null || random.nextInt(5) == 0) {
            return random.nextInt(topic.partitions());
        }
        return placed(topic, key).orElseGet(() -> random.nextInt(topic.partitions()));
    }

    /** Where a key belongs; nowhere if it is none. */
    private static <K> Optional<Integer> placed(Topic<K, ?> topic, byte[] key) {
        return Optional.ofNullable(topic.keys().serde().deserializer().deserialize(topic.name(), key))
                .map(found -> topic.partition(found, topic.partitions()));
    }

    /** What a broker takes: any time up to an hour from now. */
    private Long time() {
        return switch (random.nextInt(10)) {
            case 0 -> 0L;
            case 1 -> 1L;
            case 2 -> System.currentTimeMillis() + 3_000_000L;
            case 3 -> 1_000_000_000_000L;
            default -> null;
        };
    }
}

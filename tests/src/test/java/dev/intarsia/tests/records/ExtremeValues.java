package dev.intarsia.tests.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Values of a schema's types that are allowed by it and likely to be thought of by nobody. */
final class ExtremeValues {
    private static final long NOW = System.currentTimeMillis();
    private static final long[] LONGS = {
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE + 1,
        -62_135_596_800_000L,
        -1,
        0,
        1,
        Integer.MAX_VALUE,
        NOW,
        NOW * 1000,
        NOW * 1_000_000,
        NOW / 1000,
        NOW + 86_400_000L,
        NOW + 3_600_000L,
        NOW + 315_360_000_000L,
        1L << 53
    };
    private static final int[] INTS = {Integer.MIN_VALUE, Integer.MAX_VALUE, -1, 0, 1, 4, 1 << 20};
    private static final double[] DOUBLES = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.MIN_VALUE,
        -0.0,
        0,
        -1,
        1,
        1e15,
        1.0000001
    };
    private static final String[] TEXTS = {
        "",
        " ",
        ".",
        "..",
        " lead",
        "trail\t",
        "x\u0000y",
        "\n",
        "\uFFFD",
        "é\u0301",
        "🎬",
        "a/b",
        "/",
        "0.q",
        "99999.q",
        "0.x",
        "-1.q",
        "movie-rating",
        "next-movie",
        "f".repeat(64),
        "F".repeat(64),
        "x".repeat(128),
        "x".repeat(129),
        "y".repeat(5000),
        "👩‍👩‍👧 ".repeat(2000),
        "z".repeat(200_000),
        "null",
        "4.0",
        "2026-01-01T00:00:00Z"
    };

    private final Random random;

    ExtremeValues(Random random) {
        this.random = random;
    }

    /** A value of a type; of an unlike one where the type is a record inside another. */
    Object of(Schema schema) {
        return switch (schema.getType()) {
            case LONG -> LONGS[random.nextInt(LONGS.length)];
            case INT -> INTS[random.nextInt(INTS.length)];
            case DOUBLE -> DOUBLES[random.nextInt(DOUBLES.length)];
            case FLOAT -> (float) DOUBLES[random.nextInt(DOUBLES.length)];
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTES -> bytes();
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case UNION ->
                of(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case RECORD -> record(schema);
            case NULL, FIXED -> null;
        };
    }

    String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private ByteBuffer bytes() {
        int kind = random.nextInt(8);
        if (kind < 3) {
            return ByteBuffer.wrap(new byte[random.nextInt(9)]);
        }
        int floats = kind == 7 ? 50_000 : 1 + random.nextInt(300);
        ByteBuffer bytes = ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat(
                    kind == 3
                            ? (float) DOUBLES[random.nextInt(DOUBLES.length)]
                            : (float) (random.nextGaussian() * (kind == 4 ? 1e15 : 1)));
        }
        return bytes.flip();
    }

    private List<Object> array(Schema schema) {
        int length = List.of(0, 1, 2, 40, 3000).get(random.nextInt(5));
        List<Object> array = new ArrayList<>();
        Object same = of(schema.getElementType());
        for (int i = 0; i < length; i++) {
            array.add(length > 40 || random.nextBoolean() ? same : of(schema.getElementType()));
        }
        // One that is large and stands there thousands of times would be no record any more but a burden on the test.
        return length > 40 && same.toString().length() > 200 ? List.of(same) : array;
    }

    private Map<String, Object> map(Schema schema) {
        Map<String, Object> map = new HashMap<>();
        int entries = List.of(0, 1, 2, 200, 2000).get(random.nextInt(5));
        // Once in a while, compressed to little, more than a changelog's record may hold.
        String value = entries == 200 && random.nextInt(10) == 0 ? "x".repeat(60_000) : "x";
        for (int i = 0; i < entries; i++) {
            map.put(entries > 2 ? "field" + i : text(), entries > 2 ? value : of(schema.getValueType()));
        }
        return map;
    }

    private GenericRecord record(Schema schema) {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.name(), of(field.schema())));
        return record;
    }
}

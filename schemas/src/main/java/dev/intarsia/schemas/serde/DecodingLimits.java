package dev.intarsia.schemas.serde;

import dev.intarsia.schemas.topic.Topic;

/** Keeps Avro from making room for as much as a damaged record says that it holds. */
final class DecodingLimits {
    private static final int MOST_ITEMS = 1_000_000;

    static {
        limit("bytes.maxLength", Topic.MAX_RECORD_BYTES);
        limit("string.maxLength", Topic.MAX_RECORD_BYTES);
        limit("collectionItems.maxLength", MOST_ITEMS);
    }

    private DecodingLimits() {}

    /** Sets the limits of this JVM, once and before Avro first reads anything, where nobody has set others. */
    static void declare() {
        // Loading this class has done it.
    }

    private static void limit(String name, int limit) {
        String property = "org.apache.avro.limits." + name;
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(limit));
        }
    }
}

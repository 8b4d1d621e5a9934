package dev.intarsia.schemas.deadletter;

import dev.intarsia.schemas.registry.RegistryUnavailableException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a failure that a record causes, which comes again however often it is processed, from one of what surrounds it:
 * broker, registry, state store, disk or engine. The first kind sends the record to the dead letters, the second never.
 */
public final class RecordFault {
    /** By name, since not every service has them. */
    private static final List<String> SURROUNDINGS = List.of("ai.djl.", "org.rocksdb.", "io.confluent.");

    private RecordFault() {}

    /** Whether the record at hand is to blame for a failure of its processing. */
    public static boolean is(RuntimeException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException
                    || cause instanceof RegistryUnavailableException
                    || cause instanceof UncheckedIOException
                    || cause instanceof Error
                    || cause instanceof InterruptedException
                    || surrounds(cause.getClass().getName())) {
                return false;
            }
        }
        return true;
    }

    private static boolean surrounds(String exception) {
        return SURROUNDINGS.stream().anyMatch(exception::startsWith);
    }

    /** What a dead letter says of such a failure. */
    public static String cause(RuntimeException failure) {
        return "The record cannot be processed: " + failure;
    }
}

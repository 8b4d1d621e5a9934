package dev.intarsia.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFaultTest {
    static Stream<RuntimeException> ofTheRecord() {
        return Stream.of(
                new ArithmeticException("long overflow"),
                new IllegalArgumentException("no such module"),
                new DateTimeException("beyond any calendar"),
                new NullPointerException(),
                new RuntimeException(new IndexOutOfBoundsException(3)));
    }

    @ParameterizedTest
    @MethodSource("ofTheRecord")
    void shouldBlameTheRecord(RuntimeException failure) {
        assertThat(RecordFault.is(failure)).isTrue();
    }

    static Stream<RuntimeException> ofTheSurroundings() {
        return Stream.of(
                new TimeoutException("no broker"),
                new ProducerFencedException("another came"),
                new AuthorizationException("not allowed"),
                new KafkaException("store", new IOException("disk")),
                new UncheckedIOException(new IOException("disk full")),
                new RuntimeException(new OutOfMemoryError()),
                new IllegalStateException(new TimeoutException("no broker")));
    }

    @ParameterizedTest
    @MethodSource("ofTheSurroundings")
    void shouldBlameNoRecordForWhatSurroundsIt(RuntimeException failure) {
        assertThat(RecordFault.is(failure)).isFalse();
    }
}

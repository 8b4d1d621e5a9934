package dev.intarsia.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.validation.RefusalReason;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    @Test
    void shouldBeReadFromTheHeadersItWrote() {
        DeadLetter letter = new DeadLetter(
                "events",
                3,
                41L,
                new RecordRefusal(RefusalReason.UNREADABLE, "not Avro: ünreadable"),
                "trainer-consumer");
        Headers headers = new RecordHeaders().add("trace", new byte[] {1, 2});

        letter.writeTo(headers);

        assertThat(DeadLetter.read(headers)).isEqualTo(letter);
        assertThat(headers.lastHeader("trace").value()).containsExactly(1, 2);
    }

    @Test
    void shouldOverrideHeadersOfTheOriginalRecord() {
        Headers headers = new RecordHeaders().add("topic", "mine".getBytes());
        DeadLetter letter =
                new DeadLetter("events", 0, 0L, new RecordRefusal(RefusalReason.UNREADABLE, "bad"), "ingest");

        letter.writeTo(headers);

        assertThat(DeadLetter.read(headers).topic()).isEqualTo("events");
    }

    @Test
    void shouldShortenALongCause() {
        DeadLetter letter = new DeadLetter(
                "events", 0, 0L, new RecordRefusal(RefusalReason.UNREADABLE, "x".repeat(5000)), "ingest");

        assertThat(letter.cause()).hasSize(1001).endsWith("…");
    }

    @Test
    void shouldSayWhichHeaderIsMissing() {
        assertThatThrownBy(() -> DeadLetter.read(new RecordHeaders()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'topic'");
    }
}

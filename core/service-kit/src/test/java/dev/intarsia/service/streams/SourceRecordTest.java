package dev.intarsia.service.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class SourceRecordTest {
    private static final byte[] KEY = "ada".getBytes(UTF_8);
    private static final byte[] VALUE = {1, 2, 3};

    @Test
    void shouldBecomeADeadLetterAsItCameWithItsOriginAndCause() {
        Headers own = new RecordHeaders().add("trace", "x".getBytes(UTF_8));
        SourceRecord refused = new SourceRecord("consents", 2, 7, new Record<>(KEY, VALUE, 1_000, own));

        Record<byte[], byte[]> letter =
                refused.deadLetter("assembler-stream", new RecordRefusal(RefusalReason.FIELD, "odd"));

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        assertThat(letter.timestamp()).isEqualTo(1_000);
        assertThat(letter.headers().lastHeader("trace")).isNotNull();
        assertThat(DeadLetter.read(letter.headers()))
                .isEqualTo(new DeadLetter(
                        "consents", 2, 7, new RecordRefusal(RefusalReason.FIELD, "odd"), "assembler-stream"));
        assertThat(own).as("headers of the record that was read").hasSize(1);
    }
}

package dev.intarsia.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.validation.RefusalReason;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterContentTest {
    @Test
    void shouldKeepARecordAsItCame() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("events", 1, 7, bytes(3), bytes(100));
        record.headers().add("trace", "x".getBytes(UTF_8));

        DeadLetterContent content = DeadLetterContent.of(
                record, DeadLetter.of(record, new RecordRefusal(RefusalReason.FIELD, "odd"), "trainer-consumer"));

        assertThat(content.key()).isEqualTo(record.key());
        assertThat(content.value()).isEqualTo(record.value());
        assertThat(content.headers().lastHeader("trace")).isNotNull();
        assertThat(DeadLetter.read(content.headers()).cause()).isEqualTo("odd");
        assertThat(record.headers()).as("of the record that was read").hasSize(1);
    }

    @Test
    void shouldCutWhatIsLargerThanAnyRecordThatMayBeSent() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("events", 1, 7, bytes(50_000), bytes(3 * Topic.MAX_RECORD_BYTES));

        DeadLetterContent content = DeadLetterContent.of(
                record, DeadLetter.of(record, new RecordRefusal(RefusalReason.FIELD, "odd"), "trainer-consumer"));

        assertThat(content.key().length + content.value().length).isLessThan(Topic.MAX_RECORD_BYTES);
        assertThat(new String(content.headers().lastHeader("cut").value(), UTF_8))
                .isEqualTo(Integer.toString(50_000 + 3 * Topic.MAX_RECORD_BYTES));
        assertThat(DeadLetter.read(content.headers()).offset()).isEqualTo(7);
    }

    @Test
    void shouldCutARecordWhoseHeadersAreTooLarge() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("events", 1, 7, null, null);
        record.headers().add("much", bytes(2 * Topic.MAX_RECORD_BYTES));

        DeadLetterContent content = DeadLetterContent.of(
                record, DeadLetter.of(record, new RecordRefusal(RefusalReason.FIELD, "odd"), "trainer-consumer"));

        assertThat(content.headers().lastHeader("much")).isNull();
        assertThat(content.value()).isNull();
    }

    private static byte[] bytes(int length) {
        return new byte[length];
    }
}

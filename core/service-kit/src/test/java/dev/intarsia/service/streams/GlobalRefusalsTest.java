package dev.intarsia.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class GlobalRefusalsTest {
    private static final long LATER = Duration.ofMinutes(2).toMillis();

    private final GlobalRefusals refusals = new GlobalRefusals();

    @Test
    void shouldGiveEachRefusalToItsPartitionOnce() {
        refusals.add(record(0, 7), why("zero"), 1);
        refusals.add(record(1, 8), why("one"), 1);

        assertThat(refusals.take(1, 2))
                .extracting(refusal -> refusal.why().cause())
                .containsExactly("one");
        assertThat(refusals.take(1, 2)).isEmpty();
        assertThat(refusals.take(0, 2))
                .extracting(refusal -> refusal.why().cause())
                .containsExactly("zero");
    }

    @Test
    void shouldForgetWhatWasRefusedBeforeTheFirstWorkBeganAndNothingLater() {
        refusals.add(record(0, 1), why("of an earlier run"), 1);
        refusals.begin();
        refusals.add(record(0, 2), why("new"), 2);

        refusals.begin();

        assertThat(refusals.take(0, 3))
                .extracting(refusal -> refusal.why().cause())
                .containsExactly("new");
    }

    @Test
    void shouldForgetInTimeWhatOtherInstancesSend() {
        refusals.add(record(1, 8), why("another's"), 1);

        assertThat(refusals.take(0, LATER)).isEmpty();

        assertThat(refusals.take(1, LATER)).isEmpty();
    }

    private static RecordRefusal why(String cause) {
        return new RecordRefusal(RefusalReason.DIGEST, cause);
    }

    private static SourceRecord record(int partition, long offset) {
        return new SourceRecord("pieces", partition, offset, new Record<>(new byte[0], null, 0));
    }
}

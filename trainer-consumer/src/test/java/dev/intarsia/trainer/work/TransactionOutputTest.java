package dev.intarsia.trainer.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.learn.BatchResult;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.oppu.learn.UserStates;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.validation.RefusalReason;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TransactionOutputTest {
    private static final UserStates NOBODY = new UserStates() {
        @Override
        public UserState of(String user) {
            return UserState.NEW;
        }

        @Override
        public AdapterState adapter(String user) {
            throw new IllegalStateException(user + " has none");
        }

        @Override
        public boolean released(String user) {
            return false;
        }
    };

    /** An event that was sent before says nothing of whether events can be worked on. */
    @Test
    void shouldNotCountWhatWasSentBeforeAsWorkedOn() {
        RefusedEvent refused = new RefusedEvent(
                new ConsumerRecord<>("events", 0, 0, null, null),
                new RecordRefusal(RefusalReason.UNREADABLE, "no Avro"));
        BatchResult result = new BatchResult(List.of(), List.of(), 3, 0);

        TransactionOutput mixed = new TransactionOutput(
                9,
                2,
                List.of(refused),
                result,
                new StateOverlay(NOBODY),
                List.of(),
                Map.of(),
                List.of(),
                CutGates.NONE);
        TransactionOutput known = new TransactionOutput(
                3, 0, List.of(), result, new StateOverlay(NOBODY), List.of(), Map.of(), List.of(), CutGates.NONE);

        assertThat(mixed.accepted()).isEqualTo(3);
        assertThat(known.accepted()).isZero();
    }
}

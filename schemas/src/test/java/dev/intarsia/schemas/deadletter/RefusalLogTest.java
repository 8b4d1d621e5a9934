package dev.intarsia.schemas.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.validation.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalLogTest {
    @Test
    void shouldSayWhatWasWrongWhereAndWhatToDo() {
        RecordRefusal refusal = new RecordRefusal(RefusalReason.OWNER, "It names 'bob'.");

        String sentence = RefusalLog.sentence(refusal, "pieces", 3, 41, "ada/0.q\n".getBytes(UTF_8));

        assertThat(sentence)
                .isEqualTo("pieces partition 3 offset 41 key 'ada/0.q?' (owner): It names 'bob'. "
                        + RefusalReason.OWNER.advice());
    }

    @Test
    void shouldSayThatThereIsNoKey() {
        assertThat(RefusalLog.sentence(new RecordRefusal(RefusalReason.KEY, "None."), "gates", 0, 0, null))
                .startsWith("gates partition 0 offset 0 key none (key)");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEachReasonFromItsTextAndAdviseOnIt(RefusalReason reason) {
        assertThat(RefusalReason.of(reason.text())).contains(reason);
        assertThat(reason.advice()).endsWith(".");
    }
}

package dev.intarsia.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WithdrawalReasonTest {
    @ParameterizedTest
    @EnumSource
    void shouldReadTheReasonItWrote(WithdrawalReason reason) {
        Headers headers = new RecordHeaders().add(reason.header());

        assertThat(WithdrawalReason.read(headers)).contains(reason);
    }

    /** Other programs read these words. */
    @ParameterizedTest
    @CsvSource({"WITHDRAWN, withdrawn", "DEMOTED, demoted", "SHARE_RATIO, share-ratio"})
    void shouldWriteWordsThatStayTheSame(WithdrawalReason reason, String word) {
        assertThat(reason.header().key()).isEqualTo("reason");
        assertThat(new String(reason.header().value(), UTF_8)).isEqualTo(word);
    }

    @Test
    void shouldFindNoReasonWhereNoneIsGivenOrItIsUnknown() {
        assertThat(WithdrawalReason.read(new RecordHeaders())).isEmpty();
        assertThat(WithdrawalReason.read(new RecordHeaders().add("reason", null)))
                .isEmpty();
        assertThat(WithdrawalReason.read(new RecordHeaders().add("reason", "whim".getBytes(UTF_8))))
                .isEmpty();
    }
}

package dev.intarsia.stack.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void shouldCountTheCoresThatWereUsedBetweenTwoMoments() {
        ProcessorTime before = new ProcessorTime(10, 5_000_000_000L);
        ProcessorTime after = new ProcessorTime(13, 7_000_000_000L);

        assertThat(after.coresSince(before)).isEqualTo(1.5);
    }

    @Test
    void shouldKnowWhatThisProcessUsed() {
        ProcessorTime now = ProcessorTime.now();

        assertThat(now.seconds()).isPositive();
        assertThat(ProcessorTime.now().seconds()).isGreaterThanOrEqualTo(now.seconds());
    }
}

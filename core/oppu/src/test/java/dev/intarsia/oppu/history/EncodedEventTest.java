package dev.intarsia.oppu.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EncodedEventTest {
    /** The first 64 bits of the id's SHA-256. */
    @Test
    void shouldNeverChangeWhatDuplicatesAreToldBy() {
        assertThat(EncodedEvent.fingerprint("event-ä-1")).isEqualTo(5646148847809272287L);
    }
}

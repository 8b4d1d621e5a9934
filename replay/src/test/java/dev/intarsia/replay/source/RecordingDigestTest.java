package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingDigestTest {
    private static final RecordedEvent EVENT = new RecordedEvent(
            "1",
            "ada",
            Instant.ofEpochSecond(1_780_000_000, 123_000_000),
            "movie-rating",
            Map.of("title", "Amélie", "genres", "Comedy"),
            "4.0");
    private static final RecordedEvent QUESTION = new RecordedEvent(
            "2", "bo", Instant.ofEpochSecond(1_780_000_001), "movie-rating", Map.of("title", "Heat"), "3.0");

    /** Reports name recordings by it; the same recording must always have the same one. */
    @Test
    void shouldNeverChange() {
        assertThat(RecordingDigest.of(List.of(EVENT), List.of(QUESTION)))
                .isEqualTo("c100f7948bfcbaa8f01b2f2a55541d8a9048e1f2db7002fb379ee85c6141d832");
    }

    @Test
    void shouldTellEventsFromQuestions() {
        assertThat(RecordingDigest.of(List.of(EVENT, QUESTION), List.of()))
                .isNotEqualTo(RecordingDigest.of(List.of(EVENT), List.of(QUESTION)));
    }
}

package dev.intarsia.events.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final Instant TIME = Instant.ofEpochMilli(1780000000123L);

    /** The reference was computed apart from this code, with Python's hashlib and struct. */
    @Test
    void shouldStayTheSameAcrossVersions() {
        String id = EventIds.derive("u1", TIME, "movie-rating", Map.of("title", "Amélie", "year", "2001"), "4.5");

        assertThat(id).isEqualTo("650ecc6cc794ba363bf19e0e96a8b8fd61556750bdf1e3a107c747235763f955");
    }

    @Test
    void shouldNotDependOnTheOrderOfFields() {
        Map<String, String> turned = new LinkedHashMap<>();
        turned.put("year", "2001");
        turned.put("title", "Amélie");

        assertThat(EventIds.derive("u", TIME, "t", turned, "o"))
                .isEqualTo(EventIds.derive("u", TIME, "t", Map.of("title", "Amélie", "year", "2001"), "o"));
    }

    @Test
    void shouldTellApartEventsWhoseConcatenatedTextsAreEqual() {
        assertThat(EventIds.derive("ab", TIME, "c", Map.of(), "o"))
                .isNotEqualTo(EventIds.derive("a", TIME, "bc", Map.of(), "o"));
        assertThat(EventIds.derive("u", TIME, "t", Map.of("a", "b"), "o"))
                .isNotEqualTo(EventIds.derive("u", TIME, "t", Map.of("ab", ""), "o"));
    }
}

package dev.intarsia.stack.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuarantineTableTest {
    @Test
    void shouldSayWhoWhatWhySinceWhenAndUntilWhat() {
        String table = QuarantineTable.of(List.of(
                new QuarantineEntry(
                        "ada",
                        QuarantineEntry.ADAPTER,
                        "norm",
                        "version 4 has the weights of version 1",
                        Instant.parse("2026-03-01T12:00:00Z"),
                        "the next update that is within bounds"),
                new QuarantineEntry(
                        "bob",
                        QuarantineEntry.PIECES,
                        "harm",
                        "would change the loss of others by +0.120 nats",
                        Instant.parse("2026-03-02T12:00:00Z"),
                        "twice as many events (24), or roster.harm 0")));

        assertThat(table.lines().map(String::strip).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "user what reason since found",
                        "ada adapter norm 2026-03-01T12:00:00Z version 4 has the weights of version 1",
                        "until: the next update that is within bounds",
                        "bob pieces harm 2026-03-02T12:00:00Z would change the loss of others by +0.120 nats",
                        "until: twice as many events (24), or roster.harm 0");
    }

    @Test
    void shouldSayWhenSomebodyWasReleasedAndShowNoControlCharacters() {
        String table = QuarantineTable.of(List.of(new QuarantineEntry(
                "a\u001bda",
                QuarantineEntry.ADAPTER,
                "norm",
                "version 4 has\nthe weights of version 1",
                Instant.parse("2026-03-01T12:00:00Z"),
                "the next update",
                Optional.of(Instant.parse("2026-03-01T13:00:00Z")))));

        assertThat(table.lines().skip(1).map(String::strip).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "a?da adapter norm 2026-03-01T12:00:00Z version 4 has?the weights of version 1",
                        "released: 2026-03-01T13:00:00Z",
                        "until: the next update");
    }

    @Test
    void shouldSayThatNobodyIs() {
        assertThat(QuarantineTable.of(List.of())).isEqualTo("Nobody is in quarantine, and no record was refused.\n");
    }
}

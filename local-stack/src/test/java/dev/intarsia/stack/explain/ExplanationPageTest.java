package dev.intarsia.stack.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationPageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:04:30Z");

    @Test
    void shouldShowAnAssignmentInBlocks() throws IOException {
        assertThat(ExplanationPage.of(assignment(), Shades.BLOCKS, PageDetail.SHORT, NOW))
                .isEqualTo("""
                Assignment 12 of ada: 5 pieces of 3 sharers at 2 modules
                  cause           new or better pieces in the pool
                  since           2026-03-01 12:00:00 UTC, 4 minutes ago
                  knows           16 events, the last accepted at 2026-03-01 11:59:57 UTC
                  predicted gain  0.0313 nats an event
                  base model      b59be3ddc986, pool version 7

                It replaced version 11 because of new or better pieces in the pool:
                2 pieces joined and 1 left.
                With the same pool and history, version 11 is predicted to gain 0.0250 nats an event.

                 no  sharer             share  modules
                  1  sharer-50708a80   60.0 %        2
                  2  sharer-d9b9da62   30.0 %        2
                  3  sharer-0a1b2c3d   10.0 %        1

                module  sharer           version     weight      score  since (UTC)
                0.q     sharer-50708a80        2    -1.0000    -0.1250  2026-02-27 09:30
                        sharer-d9b9da62        4     0.7500     0.2500  -                 used in version 5
                        sharer-0a1b2c3d        1     0.2500     0.5000  2026-03-01 12:00  not in the gateway
                3.down  sharer-50708a80        2     0.5000     0.0000  2026-03-01 12:00  does not fit the model
                        sharer-d9b9da62        4    1.0e-05     1.0000  2026-03-01 12:00

                Weights by module and number of the sharer, '-' before negative ones:
                ░░ to 0.2500, ▒▒ to 0.5000, ▓▓ to 0.7500, ██ to 1.0000
                           1   2   3
                0.q      -██  ▓▓  ░░
                3.down    ▒▒  ░░
                """);
    }

    @Test
    void shouldShowTheSameWithoutBlocks() throws IOException {
        String blocks = ExplanationPage.of(assignment(), Shades.BLOCKS, PageDetail.SHORT, NOW);

        String ascii = ExplanationPage.of(assignment(), Shades.ASCII, PageDetail.SHORT, NOW);

        assertThat(ascii).matches("\\p{ASCII}+");
        assertThat(ascii.substring(ascii.indexOf("Weights by"))).isEqualTo("""
                Weights by module and number of the sharer, '-' before negative ones:
                .. to 0.2500, :: to 0.5000, oo to 0.7500, ## to 1.0000
                           1   2   3
                0.q      -##  oo  ..
                3.down    ::  ..
                """);
        assertThat(ascii).startsWith(blocks.substring(0, blocks.indexOf("Weights by")));
    }

    @Test
    void shouldShowTheLargestOnlyAndSayWhatIsLeftOut() throws IOException {
        String page = ExplanationPage.of(assignment(), Shades.ASCII, new PageDetail(1, 2), NOW);

        assertThat(page)
                .contains("     and 2 more        40.0 %\n")
                .contains("        and 1 more with 12.5 % of the module's");
        assertThat(page).endsWith("""
                           1
                0.q      -##
                3.down    ::
                """);
        assertThat(page).doesNotContain("sharer-0a1b2c3d");
    }

    @Test
    void shouldSayThatAnAssignmentIsTheFirstAndWhatWasNotRecorded() throws IOException {
        ObjectNode first = (ObjectNode) assignment();
        first.put("cause", "cold").put("version", 1).put("events", 0);
        first.putNull("replaced").putNull("issued_at").putNull("predicted_gain");

        String page = ExplanationPage.of(first, Shades.ASCII, PageDetail.SHORT, NOW);

        assertThat(page).startsWith("""
                Assignment 1 of ada: 5 pieces of 3 sharers at 2 modules
                  cause           a user without any history yet
                  since           not recorded
                  knows           0 events
                  predicted gain  the rule for weights predicts none
                  base model      b59be3ddc986, pool version 7

                It is the first assignment of this user, because of a user without any history yet.

                """);
    }

    @Test
    void shouldNotTakeALaterAssignmentForTheFirst() throws IOException {
        ObjectNode later = (ObjectNode) assignment();
        later.putNull("replaced");

        String page = ExplanationPage.of(later, Shades.ASCII, PageDetail.SHORT, NOW);

        assertThat(page)
                .contains("\nIt was made because of new or better pieces in the pool;"
                        + " no assignment before it is recorded.\n");
    }

    @Test
    void shouldShowAnAssignmentWithoutPieces() throws IOException {
        ObjectNode empty = (ObjectNode) assignment();
        empty.putArray("modules");
        empty.putArray("sharers");
        ((ObjectNode) empty.path("replaced")).put("joined", 0).put("left", 0).putNull("predicted_gain");

        String page = ExplanationPage.of(empty, Shades.ASCII, PageDetail.SHORT, NOW);

        assertThat(page)
                .startsWith("Assignment 12 of ada: 0 pieces of 0 sharers at 0 modules\n")
                .endsWith("\n0 pieces joined and 0 left, so only versions or weights changed.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "history, new history of the user",
        "pool, new or better pieces in the pool",
        "version, a new version of a chosen piece",
        "withdrawn, a sharer of a chosen piece who withdrew the consent",
        "demoted, a sharer of a chosen piece who lost the seat",
        "cold, a user without any history yet",
        "base_model, another base model",
        "moonlight, moonlight"
    })
    void shouldSayEveryCauseInWords(String cause, String words) throws IOException {
        JsonNode assignment = ((ObjectNode) assignment()).put("cause", cause);

        String page = ExplanationPage.of(assignment, Shades.ASCII, PageDetail.SHORT, NOW);

        assertThat(page)
                .contains("  cause           " + words + "\n", "It replaced version 11 because of " + words + ":\n");
    }

    @Test
    void shouldNotSteerTheTerminal() throws IOException {
        ObjectNode assignment = (ObjectNode) assignment();
        assignment.put("user", "ada\u001b[31m").put("base_model", "\r\nx");

        String page = ExplanationPage.of(assignment, Shades.ASCII, PageDetail.SHORT, NOW);

        assertThat(page).contains("of ada?[31m:", "??x").doesNotContain("\u001b", "\r");
    }

    private static JsonNode assignment() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ExplanationPageTest.class.getResourceAsStream("/explain/assignment.json"))) {
            return new ObjectMapper().readTree(in);
        }
    }
}

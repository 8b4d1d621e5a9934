package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.topology.DrivenGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPromptsTest extends GatewayPerTest {
    private static final String FILM = "Film: The Matrix (1999). Genres: Action, Sci-Fi, Thriller. Rating: 4.5. ";

    @Test
    void shouldKeepNothingOfAnErasedUserAndAllOfOthers() {
        gateway.train("ada", 1);
        gateway.assemble("ada", "sam");
        gateway.train("bob", 1);
        ask("bob", "auto");
        ask("stranger", "auto");
        int others = gateway.kept().kept();
        ask("ada", "own");
        ask("ada", "assembled");
        assertThat(gateway.kept().kept()).isEqualTo(2 * others);

        gateway.streams().erase("ada", DrivenGateway.NOW);

        assertThat(gateway.kept().kept()).isEqualTo(others).isPositive();
        assertThat(gateway.kept().leased()).isZero();
    }

    @Test
    void shouldKeepNothingOfAnErasedUserWhomTheBaseModelAnswers() {
        ask("stranger", "auto");
        assertThat(gateway.kept().kept()).isPositive();

        gateway.streams().erase("stranger", DrivenGateway.NOW);

        assertThat(gateway.kept().kept()).isZero();
    }

    @Test
    void shouldForgetWhatAReplacedAdapterRead() {
        gateway.train("ada", 1);
        gateway.assemble("bob", "sam");
        ask("ada", "auto");
        int own = gateway.kept().kept();
        ask("bob", "auto");
        assertThat(gateway.kept().kept()).isEqualTo(2 * own);

        gateway.train("ada", 2);
        assertThat(gateway.kept().kept()).isEqualTo(own).isPositive();

        gateway.assemble("bob", "sue");
        assertThat(gateway.kept().kept()).isZero();
    }

    @Test
    void shouldForgetWhatPiecesReadThatAreReplaced() {
        gateway.assemble("bob", "sam");
        ask("bob", "auto");
        int kept = gateway.kept().kept();

        gateway.streams().withdraw("sam", "0.q");
        ask("bob", "auto");

        assertThat(gateway.kept().kept()).isEqualTo(kept);
        assertThat(gateway.kept().reusedTokens()).isZero();
    }

    @Test
    void shouldReuseAPromptForTheSameUserAlone() {
        ask("one", "auto");
        ask("two", "auto");
        assertThat(gateway.kept().reusedTokens()).isZero();

        ask("two", "auto");

        assertThat(gateway.kept().reusedTokens()).isPositive();
    }

    @Test
    void shouldKeepPromptsOfNobodyButNoneOfUsersWhomAnyGatewayMayAnswer() {
        ask("ada", "base");
        assertThat(gateway.kept().kept()).isZero();

        post("\"prompt\":\"" + FILM + "\"");

        assertThat(gateway.kept().kept()).isPositive();
    }

    @Test
    void shouldKeepNothingOfUsersOfWhoseErasureItWouldNotHear() {
        gateway.train("ada", 1);
        gateway.holdUsersElsewhere(true);
        ask("ada", "auto");
        assertThat(gateway.kept().kept()).isZero();

        gateway.holdUsersElsewhere(false);
        ask("ada", "auto");
        assertThat(gateway.kept().kept()).isPositive();
    }

    @Test
    void shouldTellHowFullItIs() {
        ask("ada", "auto");
        ask("ada", "auto");

        String metrics = gateway.get("/metrics").body();

        assertThat(metrics)
                .contains("intarsia_gateway_generation_cache_capacity "
                        + (double) gateway.kept().capacity())
                .contains("intarsia_gateway_generation_cache_leased 0.0")
                .contains("intarsia_gateway_generation_cache_kept "
                        + (double) gateway.kept().kept())
                .contains("intarsia_gateway_generation_cache_reused_tokens_total "
                        + (double) gateway.kept().reusedTokens());
    }

    @Test
    void shouldBeAsLargeAsConfiguredAndKeepNothingWhereToldTo(@TempDir Path directory) throws IOException {
        Map<String, String> settings = Map.of("generation.cache-bytes", "65536", "generation.reuse", "false");
        try (ServedGateway small = new ServedGateway(directory, settings)) {
            small.post(
                    "/v1/completions",
                    "{\"model\":\"tiny\",\"max_tokens\":2,\"user\":\"ada\",\"prompt\":\"" + FILM + "\"}");

            // A token has two layers of two keys and two values of 8 numbers: 256 bytes.
            assertThat(small.kept().capacity()).isEqualTo(256);
            assertThat(small.kept().kept()).isZero();
        }
    }

    private void ask(String user, String adapter) {
        post("\"prompt\":\"" + FILM + "\",\"user\":\"" + user + "\",\"adapter\":\"" + adapter + "\"");
    }

    private void post(String fields) {
        assertThat(gateway.post("/v1/completions", "{\"model\":\"tiny\",\"max_tokens\":1," + fields + "}")
                        .statusCode())
                .isEqualTo(200);
    }
}

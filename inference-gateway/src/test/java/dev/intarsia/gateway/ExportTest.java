package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.peft.BaseModel;
import dev.intarsia.model.peft.PeftFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v1/users/{user}/adapter/export}. */
class ExportTest extends GatewayPerTest {
    private ExportedFolder exported;
    private BaseModel base;

    @BeforeEach
    void prepare(@TempDir Path folders) {
        exported = new ExportedFolder(gateway, folders);
        base = new BaseModel(gateway.model().config(), gateway.model().fingerprint(), ServedGateway.MODEL);
    }

    @Test
    void shouldExportAnOwnAdapterBitForBit() throws IOException {
        Adapter own = gateway.train("ada", 3);
        gateway.assemble("ada", "sam");

        HttpResponse<byte[]> response = exported.ask("ada", "?adapter=own");
        Path folder = exported.unpack(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(PeftFolder.read(folder, base).withSharedA(base.fingerprint()))
                .contains(own);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/zip");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.headers().firstValue("x-intarsia-adapter").orElseThrow())
                .startsWith("own; user=ada; version=3");
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"own-3-" + own.digest().substring(0, 12) + ".zip\"");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("README.md", "adapter_config.json", "adapter_model.safetensors");
        }
    }

    @Test
    void shouldSayOnTheCardWhatItIs() throws IOException {
        Adapter own = gateway.train("ada", 3);

        String card = Files.readString(exported.unpack(exported.ask("ada", "")).resolve("README.md"));

        JsonNode json = ServedGateway.json(card.substring(card.indexOf("```json") + 7, card.lastIndexOf("```")));
        assertThat(json.path("user").asText()).isEqualTo("ada");
        assertThat(json.path("kind").asText()).isEqualTo("own");
        assertThat(json.path("version").asLong()).isEqualTo(3);
        assertThat(json.path("digest").asText()).isEqualTo(own.digest());
        assertThat(json.path("events").asLong()).isEqualTo(24);
        assertThat(json.path("last_event_id").asText()).isEqualTo("e24");
        assertThat(json.path("lineage").asText()).isEqualTo(Records.digest("lineage of 3"));
        assertThat(json.path("base_model").asText()).isEqualTo(gateway.model().fingerprint());
        assertThat(json.path("base_model_name").asText()).isEqualTo("tiny");
        assertThat(json.path("rank").asInt()).isEqualTo(2);
    }

    @Test
    void shouldExportWhatIsAssembledAndTheSumWithAResidual() throws IOException {
        Adapter assembled = gateway.assemble("ada", "sam");
        Adapter residual = gateway.trainOnTop("ada", 2, 1);

        Adapter beneath = read(exported.ask("ada", "?adapter=assembled"));
        HttpResponse<byte[]> response = exported.ask("ada", "?adapter=residual");
        Adapter sum = read(response);

        assertThat(beneath).isEqualTo(assembled);
        for (ModuleShape module : assembled.layout().modules()) {
            float[] expected = assembled.weights(module.id());
            float[] more = residual.weights(module.id());
            for (int i = 0; i < expected.length; i++) {
                expected[i] = (float) ((double) expected[i] + more[i]);
            }
            assertThat(sum.weights(module.id())).isEqualTo(expected);
        }
        assertThat(response.headers().firstValue("x-intarsia-adapter").orElseThrow())
                .startsWith("residual; user=ada; version=2; assignment=1");
        assertThat(exported.ask("ada", "?adapter=auto").body()).isEqualTo(response.body());
        assertThat(exported.ask("ada", "?adapter=own").statusCode()).isEqualTo(404);
    }

    private Adapter read(HttpResponse<byte[]> response) throws IOException {
        return PeftFolder.read(exported.unpack(response), base)
                .withSharedA(base.fingerprint())
                .orElseThrow();
    }

    @Test
    void shouldGiveTheSameBytesOfTheSameAdapter() {
        gateway.train("ada", 1);
        gateway.train("bob", 1);

        byte[] first = exported.ask("ada", "").body();

        assertThat(exported.ask("ada", "?adapter=own").body()).isEqualTo(first);
        assertThat(exported.ask("bob", "").body()).isNotEqualTo(first);
    }

    @Test
    void shouldAnswerHeadWithoutTheArchive() {
        gateway.train("ada", 1);

        HttpResponse<String> response =
                gateway.send(HttpRequest.newBuilder(URI.create(gateway.url("/v1/users/ada/adapter/export")))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?adapter=auto", "?adapter=own", "?adapter=residual", "?adapter=assembled"})
    void shouldSayThatThereIsNone(String query) {
        HttpResponse<String> response = gateway.get("/v1/users/nobody/adapter/export" + query);

        assertThat(response.statusCode()).isEqualTo(404);
        JsonNode error = ServedGateway.json(response).path("error");
        assertThat(error.path("code").asText()).isEqualTo("adapter_not_found");
        assertThat(error.path("message").asText()).contains("ask for one of them with ?adapter=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "", "OWN", "%zz"})
    void shouldRefuseAnotherWish(String wish) throws IOException {
        gateway.train("ada", 1);

        String answer = ServedGateway.sent(
                gateway.port(),
                "GET /v1/users/ada/adapter/export?adapter=" + wish
                        + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void shouldExportNothingOfAnErasedUserNorOfOneWithoutAName() {
        gateway.train("ada", 1);
        assertThat(exported.ask("ada", "").statusCode()).isEqualTo(200);

        gateway.streams().erase("ada", DrivenGateway.NOW);

        assertThat(exported.ask("ada", "").statusCode()).isEqualTo(404);
        assertThat(exported.ask("%20ada", "").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldServeAVersionWhileItIsInForce() {
        gateway.train("ada", 2);
        List<String> wishes = List.of("{\"version\":2}", "{\"policy\":\"own\",\"version\":2}");

        for (String wish : wishes) {
            assertThat(complete(wish).statusCode()).as(wish).isEqualTo(200);
            assertThat(ServedGateway.json(complete(wish))
                            .at("/intarsia/adapter/version")
                            .asLong())
                    .isEqualTo(2);
        }
        gateway.train("ada", 3);

        for (String wish : wishes) {
            HttpResponse<String> refused = complete(wish);
            assertThat(refused.statusCode()).as(wish).isEqualTo(409);
            assertThat(refused.headers().firstValue("x-should-retry"))
                    .as("OpenAI's clients would ask again")
                    .contains("false");
            JsonNode error = ServedGateway.json(refused).path("error");
            assertThat(error.path("code").asText()).isEqualTo("version_not_in_force");
            assertThat(error.path("param").asText()).isEqualTo("adapter.version");
            assertThat(error.path("message").asText())
                    .isEqualTo("Version 2 is not in force: it is version 3 of the own adapter now, and earlier ones are"
                            + " not kept. Ask for 3, or leave 'version' out.");
        }
        assertThat(complete("{\"policy\":\"assembled\",\"version\":3}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldPredictWithAVersionToo() {
        gateway.train("ada", 2);
        String question = "{\"predictions\":[{\"user\":\"ada\",\"task\":\"mood\",\"input\":{\"title\":\"Heat\"},"
                + "\"adapter\":{\"version\":%d}}]}";

        HttpResponse<String> response = gateway.post("/v1/predictions", question.formatted(2));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ServedGateway.json(response)
                        .at("/predictions/0/adapter/version")
                        .asLong())
                .isEqualTo(2);
        assertThat(gateway.post("/v1/predictions", question.formatted(1)).statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":0}",
                "{\"version\":\"2\"}",
                "{\"policy\":\"base\",\"version\":2}",
                "{\"policy\":\"best\"}",
                "{\"versions\":2}",
                "[2]"
            })
    void shouldRefuseAVersionThatCannotBe(String wish) {
        gateway.train("ada", 2);

        assertThat(complete(wish).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldRefuseAVersionOfNobody() {
        HttpResponse<String> response = gateway.post(
                "/v1/completions",
                "{\"model\":\"tiny\",\"prompt\":\"a\",\"max_tokens\":1,\"adapter\":{\"version\":1}}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("give 'user' too");
    }

    private HttpResponse<String> complete(String wish) {
        return gateway.post(
                "/v1/completions",
                "{\"model\":\"tiny\",\"prompt\":\"a\",\"max_tokens\":1,\"user\":\"ada\",\"adapter\":" + wish + "}");
    }
}

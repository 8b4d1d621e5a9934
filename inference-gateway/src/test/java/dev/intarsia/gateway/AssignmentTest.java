package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.avro.ReplacedAssignment;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /v1/users/{user}/assignment}; the pseudonyms are those of {@code PseudonymsTest}. */
class AssignmentTest {
    private static final String PATH = "/v1/users/ada/assignment";
    private static final String SAM = "sharer-d9b9da62";
    private static final String SUE = "sharer-50708a80";
    private static final Instant JOINED = DrivenGateway.NOW.minusSeconds(3600);

    @AutoClose
    private ServedGateway gateway;

    @BeforeEach
    void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("explain.salt", "a secret of the deployment"));
    }

    @Test
    void shouldExplainAnAssignment() {
        gateway.streams()
                .send(Assignment.newBuilder(chosen())
                        .setVersion(12)
                        .setPoolVersion(7)
                        .setCause(AssignmentCause.POOL)
                        .setIssuedAt(DrivenGateway.NOW)
                        .setPredictedGain(0.03)
                        .setReplaced(new ReplacedAssignment(11L, 0.02, 2, 1))
                        .build());

        JsonNode json = ServedGateway.json(gateway.get(PATH));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "user",
                        "version",
                        "base_model",
                        "pool_version",
                        "events",
                        "cause",
                        "issued_at",
                        "last_event_id",
                        "last_ingested_at",
                        "predicted_gain",
                        "digest",
                        "replaced",
                        "sharers",
                        "modules");
        assertThat(json.path("user").asText()).isEqualTo("ada");
        assertThat(json.path("version").asLong()).isEqualTo(12);
        assertThat(json.path("base_model").asText()).isEqualTo(gateway.model().fingerprint());
        assertThat(json.path("pool_version").asLong()).isEqualTo(7);
        assertThat(json.path("events").asLong()).isEqualTo(5);
        assertThat(json.path("cause").asText()).isEqualTo("pool");
        assertThat(json.path("issued_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.path("last_event_id").asText()).isEqualTo("e5");
        assertThat(json.path("last_ingested_at").asText()).isEqualTo("2026-03-01T11:59:57Z");
        assertThat(json.path("predicted_gain").asDouble()).isEqualTo(0.03);
        assertThat(json.path("replaced").toString())
                .isEqualTo("{\"version\":11,\"predicted_gain\":0.02,\"joined\":2,\"left\":1}");
        assertThat(json.path("sharers").toString())
                .isEqualTo("[{\"sharer\":\"" + SUE + "\",\"share\":0.75,\"weight\":1.5,\"modules\":2},"
                        + "{\"sharer\":\"" + SAM + "\",\"share\":0.25,\"weight\":0.5,\"modules\":1}]");
        assertThat(json.at("/modules/0").toString())
                .isEqualTo("{\"module\":\"0.q\",\"pieces\":["
                        + "{\"sharer\":\"" + SUE + "\",\"version\":2,\"weight\":-0.75,\"score\":0.125,"
                        + "\"since\":\"2026-03-01T11:00:00Z\",\"present\":false,\"served_version\":null},"
                        + "{\"sharer\":\"" + SAM + "\",\"version\":1,\"weight\":0.5,\"score\":0.25,"
                        + "\"since\":null,\"present\":false,\"served_version\":null}]}");
        assertThat(json.at("/modules/1/module").asText()).isEqualTo("0.v");
        assertThat(json.at("/modules/1/pieces")).hasSize(1);
        assertThat(json.path("modules")).hasSize(2);
    }

    @Test
    void shouldSayNullWhereNothingWasRecordedOrPredicted() {
        gateway.streams().send(chosen());

        JsonNode json = ServedGateway.json(gateway.get(PATH));

        for (String field : List.of("issued_at", "predicted_gain", "replaced")) {
            assertThat(json.path(field).isNull()).as(field).isTrue();
        }
    }

    @Test
    void shouldNameEveryCauseInLowerCase() {
        for (AssignmentCause cause : AssignmentCause.values()) {
            gateway.streams()
                    .send(Assignment.newBuilder(chosen()).setCause(cause).build());

            String named = ServedGateway.json(gateway.get(PATH)).path("cause").asText();

            assertThat(named).matches("[a-z_]+").isEqualToIgnoringCase(cause.name());
        }
    }

    @Test
    void shouldSayWhatItHasOfEachPieceAndWhichVersionItUses() {
        gateway.assemble("ada", "sam");
        assertThat(versions(gateway.get(PATH))).containsOnly("true 1");

        String module = gateway.model().layout().modules().get(0).id().toString();
        float[] weights = new float
                [gateway.model()
                        .layout()
                        .sizeOfB(gateway.model().layout().modules().get(0))];
        Arrays.fill(weights, 0.5f);
        String base = gateway.model().fingerprint();

        gateway.streams().send(Records.piece("sam", module, 3, base, weights));
        assertThat(versions(gateway.get(PATH))).startsWith("true 3").endsWith("true 1");

        gateway.streams().send(Records.piece("sam", module, 4, base, 1, 2, 3, 4));
        assertThat(versions(gateway.get(PATH))).as("a piece of another shape").startsWith("true null");

        gateway.streams().send(Records.piece("sam", module, 5, "another model", weights));
        assertThat(versions(gateway.get(PATH)))
                .as("a piece of another base model")
                .startsWith("true null");

        gateway.streams().withdraw("sam", module);
        assertThat(versions(gateway.get(PATH))).as("a withdrawn piece").startsWith("false null");
    }

    @Test
    void shouldUseNoPieceForAnAssignmentOfAnotherBaseModel() {
        gateway.assemble("ada", "sam");
        List<String> modules = gateway.model().layout().modules().stream()
                .map(shape -> shape.id().toString())
                .toList();

        gateway.streams().send(Records.assignment("ada", 2, "another model", modules, Map.of("sam", 1f)));

        assertThat(versions(gateway.get(PATH))).containsOnly("true null");
    }

    @Test
    void shouldShowNeitherNamesOfSharersNorTheirOrderNorTheDigestOfThem() {
        gateway.streams()
                .send(Records.assignment(
                        "ada", 1, gateway.model().fingerprint(), List.of("0.q"), Map.of("sam", 0.5f, "sue", 0.5f)));

        HttpResponse<String> response = gateway.get(PATH);

        assertThat(response.body()).doesNotContainPattern("\\b(sam|sue)\\b").doesNotContain(Records.digest("d1"));
        assertThat(ServedGateway.json(response).at("/modules/0/pieces").findValuesAsText("sharer"))
                .as("equal weights by pseudonym, which is not the order of the names")
                .containsExactly(SUE, SAM);
        assertThat(ServedGateway.json(response).path("sharers").findValuesAsText("sharer"))
                .containsExactly(SUE, SAM);
    }

    @Test
    void shouldGiveEmptySharesWhereEveryWeightIsZero() {
        gateway.streams()
                .send(Records.assignment("ada", 1, gateway.model().fingerprint(), List.of("0.q"), Map.of("sam", 0f)));

        assertThat(ServedGateway.json(gateway.get(PATH)).at("/sharers/0/share").asDouble(-1))
                .isZero();
    }

    @Test
    void shouldAnswerNothingOfAnErasedUser() {
        gateway.assemble("ada", "sam");
        gateway.assemble("bob", "sam");
        assertThat(gateway.get(PATH).statusCode()).isEqualTo(200);

        gateway.streams().erase("ada", DrivenGateway.NOW);

        HttpResponse<String> response = gateway.get(PATH);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo(gateway.get("/v1/users/nobody/assignment").body());
        gateway.streams().send(chosen());
        assertThat(gateway.get(PATH).statusCode())
                .as("an assignment of before that is read after")
                .isEqualTo(404);
        assertThat(gateway.get("/v1/users/bob/assignment").statusCode()).isEqualTo(200);
    }

    /** Two sharers at one module, one of them at another. */
    private Assignment chosen() {
        return Assignment.newBuilder(
                        Records.assignment("ada", 1, gateway.model().fingerprint(), List.of("0.q"), Map.of("sam", 1f)))
                .setModules(List.of(
                        new ModuleAssignment(
                                "0.q",
                                List.of(
                                        new PieceWeight("sam", 1L, 0.5f, 0.25f, Instant.EPOCH),
                                        new PieceWeight("sue", 2L, -0.75f, 0.125f, JOINED))),
                        new ModuleAssignment("0.v", List.of(new PieceWeight("sue", 2L, 0.75f, 0f, JOINED)))))
                .build();
    }

    /** Of each piece, whether it is there and the version used. */
    private static List<String> versions(HttpResponse<String> response) {
        return StreamSupport.stream(ServedGateway.json(response).path("modules").spliterator(), false)
                .flatMap(module -> StreamSupport.stream(module.path("pieces").spliterator(), false))
                .map(piece -> piece.path("present").asText() + " "
                        + piece.path("served_version").asText())
                .toList();
    }
}

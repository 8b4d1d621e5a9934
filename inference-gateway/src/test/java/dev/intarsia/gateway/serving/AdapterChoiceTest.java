package dev.intarsia.gateway.serving;

import static dev.intarsia.gateway.serving.AdapterKind.ASSEMBLED;
import static dev.intarsia.gateway.serving.AdapterKind.BASE;
import static dev.intarsia.gateway.serving.AdapterKind.OWN;
import static dev.intarsia.gateway.serving.AdapterKind.RESIDUAL;
import static dev.intarsia.gateway.serving.ChoiceReason.FEW_EVENTS;
import static dev.intarsia.gateway.serving.ChoiceReason.LOWEST_LOSS;
import static dev.intarsia.gateway.serving.ChoiceReason.NO_ADAPTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which adapter {@code auto} is answered with, by the losses that the records of the topics tell. */
class AdapterChoiceTest extends ServingFromRecords {
    @TempDir
    Path afterwards;

    @BeforeEach
    void share() {
        share("sam", 1, 1, 2);
    }

    @Test
    void shouldAnswerWithTheLowestLoss() {
        assign("own", 0.2);
        assign("assembled", 0.2);
        assign("base", -0.2);
        train("own", 24, 1.7, 2.0);
        train("assembled", 24, 1.9, 2.0);
        train("base", 24, 2.1, 2.0);

        assertChosen("own", OWN, LOWEST_LOSS);
        assertChosen("assembled", ASSEMBLED, LOWEST_LOSS);
        assertChosen("base", BASE, LOWEST_LOSS);
    }

    @Test
    void shouldSayWhyWithTheFigures() {
        assign("ada", 0.2);
        train("ada", 24, 1.71236, 2.02);

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(AdapterJson.of(served).path("reason").asText()).isEqualTo("lowest_loss");
        assertThat(AdapterJson.of(served).path("losses").toString())
                .isEqualTo("{\"events\":24,\"own\":1.7124,\"assembled\":1.82,\"base\":2.02}");
        assertThat(AdapterJson.header(served)).endsWith("; reason=lowest_loss");
        assertThat(AdapterJson.of(resolver.resolve("ada", AdapterPolicy.OWN)).has("reason"))
                .isFalse();
        assertThat(AdapterJson.header(resolver.resolve("ada", AdapterPolicy.OWN)))
                .doesNotContain("reason");
    }

    @Test
    void shouldNameAResidualsLossesAsAResiduals() {
        assign("ada", 0.2);
        publish(
                "ada",
                16,
                1.6,
                2,
                module ->
                        module.setBase(AdapterBase.ASSEMBLED).setAssignment(1).setAssembledDigest(Records.digest("a")));

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(served.kind()).isEqualTo(RESIDUAL);
        assertThat(AdapterJson.of(served).path("losses").path("residual").asDouble())
                .isEqualTo(1.6);
        assertThat(resolver.resolve("ada", AdapterPolicy.RESIDUAL).kind()).isEqualTo(RESIDUAL);
    }

    @Test
    void shouldNotGoByLossesOfFewEvents() {
        assign("young", 0.2);
        assign("old", 0.2);
        publish("young", 0, 0, 0, module -> module.setEvents(15));
        train("old", 7, 3, 2);
        publish("alone", 0, 0, 0, module -> module.setEvents(8));

        assertChosen("young", ASSEMBLED, FEW_EVENTS);
        assertChosen("old", OWN, FEW_EVENTS);
        assertChosen("alone", OWN, FEW_EVENTS);
        assertThat(AdapterJson.of(resolver.resolve("young", AdapterPolicy.AUTO))
                        .path("losses")
                        .toString())
                .isEqualTo("{\"events\":0}");
    }

    @Test
    void shouldAnswerWithTheNextWhereTheFirstIsNotThere() {
        assign("ada", 0.5);
        train("ada", 24, 1.9, 2.0);
        assertChosen("ada", ASSEMBLED, LOWEST_LOSS);

        gateway.withdraw("sam", "0.q");
        gateway.withdraw("sam", "0.v");

        assertChosen("ada", OWN, LOWEST_LOSS);
        assertChosen("stranger", BASE, NO_ADAPTER);
        assertThat(resolver.resolve(null, AdapterPolicy.AUTO).choice()).isNull();
    }

    @Test
    void shouldRefuseAVersionOfWhatIsNotChosen() {
        assign("ada", 0.5);
        train("ada", 24, 1.9, 2.0);

        assertThat(resolver.resolve("ada", AdapterPolicy.OWN.of(4)).version()).isEqualTo(4);
        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO.of(1)).kind()).isEqualTo(ASSEMBLED);
        assertThatThrownBy(() -> resolver.resolve("ada", AdapterPolicy.AUTO.of(4)))
                .isInstanceOf(VersionNotInForceException.class)
                .hasMessageContaining("version 1 of the assembled adapter");
    }

    @Test
    void shouldPassOverLossesUnderAnotherBaseModel() {
        assign("ada", 0.5);
        publish("ada", 24, 1.9, 2, module -> module.setBaseModel("another model"));

        assertChosen("ada", ASSEMBLED, FEW_EVENTS);
    }

    @Test
    void shouldKnowNothingOfAnErasedUser() {
        assign("ada", 0.5);
        train("ada", 24, 1.9, 2.0);

        gateway.erase("ada", DrivenGateway.NOW);

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);
        assertThat(served.choice().reason()).isEqualTo(NO_ADAPTER);
        assertThat(AdapterJson.of(served).path("losses").toString()).isEqualTo("{\"events\":0}");
    }

    /** A gateway that has nothing but the topics. */
    @Test
    void shouldChooseTheSameFromTheRecordsAlone() {
        assign("ada", 0.5);
        train("ada", 24, 1.9, 2.0);
        ServedAdapter before = resolver.resolve("ada", AdapterPolicy.AUTO);
        gateway.close();

        gateway = new DrivenGateway(afterwards, 3);
        resolver = resolver(LAYOUT);
        train("ada", 24, 1.9, 2.0);
        share("sam", 1, 1, 2);
        assign("ada", 0.5);

        ServedAdapter after = resolver.resolve("ada", AdapterPolicy.AUTO);
        assertThat(after.kind()).isEqualTo(before.kind());
        assertThat(after.choice()).isEqualTo(before.choice());
    }

    private void assertChosen(String user, AdapterKind kind, ChoiceReason reason) {
        ServedAdapter served = resolver.resolve(user, AdapterPolicy.AUTO);
        assertThat(served.kind()).isEqualTo(kind);
        assertThat(served.choice().reason()).isEqualTo(reason);
    }

    private void assign(String user, @Nullable Double gain) {
        gateway.send(Assignment.newBuilder(Records.assignment(user, 1, MODEL, MODULES, Map.of("sam", 1f)))
                .setPredictedGain(gain)
                .build());
    }

    private void train(String user, long events, double loss, double baseLoss) {
        publish(user, events, loss, baseLoss, module -> module);
    }

    private void publish(
            String user, long events, double loss, double baseLoss, UnaryOperator<AdapterModule.Builder> more) {
        for (String module : MODULES) {
            gateway.send(more.apply(
                            AdapterModule.newBuilder(Records.module(user, module, 4, 2, MODEL, digest(5, 6), 5, 6))
                                    .setComparedEvents(events)
                                    .setComparedLoss(loss)
                                    .setComparedBaseLoss(baseLoss))
                    .build());
        }
    }
}

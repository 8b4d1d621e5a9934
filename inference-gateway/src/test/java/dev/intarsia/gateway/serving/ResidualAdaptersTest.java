package dev.intarsia.gateway.serving;

import static dev.intarsia.gateway.serving.AdapterKind.ASSEMBLED;
import static dev.intarsia.gateway.serving.AdapterKind.BASE;
import static dev.intarsia.gateway.serving.AdapterKind.OWN;
import static dev.intarsia.gateway.serving.AdapterKind.RESIDUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who have a residual, from the records of the topics. */
class ResidualAdaptersTest extends ServingFromRecords {
    @BeforeEach
    void share() {
        share("sam", 1, 1, 2);
    }

    @Test
    void shouldServeTheSumOfWhatIsAssembledAndTheResidual() {
        assign("ada", 7, 0.5f);
        residual("ada", 3, 7, 10, 20);

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(served.kind()).isEqualTo(RESIDUAL);
        assertThat(weights(served, "0.q")).containsExactly(10.5f, 21);
        assertThat(weights(served, "0.v")).containsExactly(10.5f, 21);
        assertThat(served.digest()).isEqualTo(digest(10.5f, 21));
        assertThat(AdapterJson.header(served))
                .startsWith("residual; user=ada; version=3; assignment=7; digest=" + served.shortDigest());
        assertThat(AdapterJson.of(served).path("assignment").asLong()).isEqualTo(7);
        assertThat(resolver.resolve("ada", AdapterPolicy.OWN)).isEqualTo(served.chosen(null));
        assertThat(resolver.resolve("ada", AdapterPolicy.RESIDUAL)).isEqualTo(served.chosen(null));
        assertThat(resolver.resolve("ada", AdapterPolicy.ASSEMBLED).kind()).isEqualTo(ASSEMBLED);
        assertThat(resolver.find("ada", OWN)).isEmpty();
    }

    @Test
    void shouldFollowAChangeOfEither() {
        assign("ada", 7, 0.5f);
        residual("ada", 3, 7, 10, 20);
        ServedAdapter first = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).adapter()).isSameAs(first.adapter());
        assertThat(cache.size()).isEqualTo(1);

        assign("ada", 8, 2);
        assertThat(weights(resolver.resolve("ada", AdapterPolicy.AUTO), "0.q")).containsExactly(12, 24);

        share("sam", 2, 3, 4);
        assertThat(weights(resolver.resolve("ada", AdapterPolicy.AUTO), "0.q")).containsExactly(16, 28);

        residual("ada", 4, 8, -1, -1);
        ServedAdapter last = resolver.resolve("ada", AdapterPolicy.AUTO);
        assertThat(weights(last, "0.q")).containsExactly(5, 7);
        assertThat(last.version()).isEqualTo(4);
        assertThat(last.assignment()).isEqualTo(8);
    }

    @Test
    void shouldServeOneOfTheTwoAloneOnlyWhereItWasMadeSo() {
        residual("ada", 1, 0, 10, 20);
        residual("bob", 1, 7, 10, 20);
        assign("eve", 1, 1);

        ServedAdapter alone = resolver.resolve("ada", AdapterPolicy.AUTO);
        assertThat(alone.kind()).isEqualTo(RESIDUAL);
        assertThat(alone.assignment()).isZero();
        assertThat(weights(alone, "0.q")).containsExactly(10, 20);
        assertThat(resolver.resolve("bob", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(resolver.resolve("eve", AdapterPolicy.AUTO).kind()).isEqualTo(ASSEMBLED);

        assign("ada", 1, 1);
        assign("bob", 8, 1);

        assertThat(weights(resolver.resolve("ada", AdapterPolicy.AUTO), "0.q")).containsExactly(11, 22);
        assertThat(weights(resolver.resolve("bob", AdapterPolicy.AUTO), "0.q")).containsExactly(11, 22);

        gateway.withdraw("sam", "0.q");
        gateway.withdraw("sam", "0.v");

        assertThat(resolver.resolve("bob", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(weights(resolver.resolve("ada", AdapterPolicy.AUTO), "0.q")).containsExactly(10, 20);
    }

    @Test
    void shouldPreferTheAssembledAdapterToAResidualThatWasHeldSinceTheFirstUpdate() {
        assign("ada", 7, 1);
        for (String module : MODULES) {
            gateway.send(AdapterModule.newBuilder(module("ada", module, 1, 7, 0, 0))
                    .setHeld("norm")
                    .build());
        }

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(ASSEMBLED);
    }

    /** Half a surrogate pair is written as a question mark, so the stores find that user's records. */
    @Test
    void shouldNeverServeAnotherUsersResidual() {
        assign("?", 7, 1);
        residual("?", 1, 7, 5, 6);
        assertThat(resolver.resolve("?", AdapterPolicy.AUTO).kind()).isEqualTo(RESIDUAL);

        for (AdapterPolicy policy : AdapterPolicy.values()) {
            assertThat(resolver.resolve("\ud800", policy).kind()).isEqualTo(BASE);
        }
        assertThat(refusals.of(AdapterRefusal.OWNER)).isPositive();
    }

    @Test
    void shouldServeNothingOfAnErasedUserAndCacheNothing() {
        assign("ada", 7, 1);
        residual("ada", 1, 7, 5, 6);
        resolver.resolve("ada", AdapterPolicy.AUTO);

        gateway.erase("ada", DrivenGateway.NOW);
        cache.drop("ada");

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(cache.size()).isZero();
    }

    @Test
    void shouldServeNothingOfWeightsThatAreTooLargeOrOfAnotherBaseModel() {
        share("sam", 3, 3e38f, 1);
        assign("ada", 7, 1);
        residual("ada", 1, 7, 3e38f, 1);
        assertThat(resolver.find("ada", RESIDUAL)).isEmpty();
        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);

        for (String module : MODULES) {
            gateway.send(AdapterModule.newBuilder(module("bob", module, 1, 7, 1, 1))
                    .setBaseModel("another model")
                    .build());
        }
        assign("bob", 7, 1);

        assertThat(resolver.find("bob", RESIDUAL)).isEmpty();
        assertThat(refusals.of(AdapterRefusal.BASE_MODEL)).isPositive();
    }

    private void assign(String user, long version, float weight) {
        gateway.send(Records.assignment(user, version, MODEL, MODULES, Map.of("sam", weight)));
    }

    private void residual(String user, long version, long assignment, float... weights) {
        for (String module : MODULES) {
            gateway.send(module(user, module, version, assignment, weights));
        }
    }

    private static AdapterModule module(String user, String module, long version, long assignment, float... weights) {
        return AdapterModule.newBuilder(Records.module(user, module, version, 2, MODEL, digest(weights), weights))
                .setBase(AdapterBase.ASSEMBLED)
                .setAssignment(assignment)
                .setAssembledDigest(assignment == 0 ? "" : Records.digest("assembled"))
                .build();
    }
}

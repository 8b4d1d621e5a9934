package dev.intarsia.gateway.serving;

import static dev.intarsia.gateway.serving.AdapterKind.ASSEMBLED;
import static dev.intarsia.gateway.serving.AdapterKind.BASE;
import static dev.intarsia.gateway.serving.AdapterKind.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdapterResolverTest extends ServingFromRecords {
    @Test
    void shouldServeTheBaseModelToNobodyAndToStrangers() {
        assertThat(resolver.resolve(null, AdapterPolicy.AUTO)).isEqualTo(ServedAdapter.base(MODEL));
        for (AdapterPolicy policy : AdapterPolicy.values()) {
            assertThat(resolver.resolve("stranger", policy).kind()).isEqualTo(BASE);
        }
    }

    @Test
    void shouldPreferTheUsersOwnAdapter() {
        assign("ada", 1, MODEL);
        share("sam", 1, 1, 2);
        train("ada", 4, MODEL, 5, 6);

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(served.kind()).isEqualTo(OWN);
        assertThat(served.user()).isEqualTo("ada");
        assertThat(served.version()).isEqualTo(4);
        assertThat(weights(served, "0.q")).containsExactly(5, 6);
        assertThat(served.digest()).isEqualTo(digest(5, 6));
        assertThat(served.lineage()).isEqualTo(new Lineage(32, "e32", Records.INGESTED, ""));
    }

    @Test
    void shouldComposeTheAssembledAdapterFromThePieces() {
        share("sam", 1, 1, 2);
        share("sue", 1, 10, 20);
        gateway.send(assignment("ada", 3, MODEL, Map.of("sam", 0.5f, "sue", 2f)));

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(served.kind()).isEqualTo(ASSEMBLED);
        assertThat(served.version()).isEqualTo(3);
        assertThat(weights(served, "0.q")).containsExactly(20.5f, 41);
        assertThat(weights(served, "0.v")).containsExactly(20.5f, 41);
        assertThat(served.lineage()).isEqualTo(new Lineage(5, "e5", Records.INGESTED, ""));
    }

    @Test
    void shouldServeWhatThePolicyAsksFor() {
        share("sam", 1, 1, 2);
        assign("ada", 1, MODEL);
        train("ada", 4, MODEL, 5, 6);

        assertThat(resolver.resolve("ada", AdapterPolicy.OWN).kind()).isEqualTo(OWN);
        assertThat(resolver.resolve("ada", AdapterPolicy.ASSEMBLED).kind()).isEqualTo(ASSEMBLED);
        assertThat(resolver.resolve("ada", AdapterPolicy.BASE).kind()).isEqualTo(BASE);
    }

    @Test
    void shouldPreferTheAssembledAdapterToOneThatWasHeldSinceTheFirstUpdate() {
        share("sam", 1, 1, 2);
        assign("ada", 1, MODEL);
        hold("ada", 1, 0);

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(ASSEMBLED);
        assertThat(resolver.resolve("ada", AdapterPolicy.OWN).kind()).isEqualTo(BASE);

        hold("ada", 3, 2);

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(OWN);
    }

    @Test
    void shouldNeverServeWhatWasTrainedOnAnotherBaseModelAndCountIt() {
        train("ada", 4, "another model", 5, 6);
        share("sam", 1, 1, 2);
        assign("bob", 1, "another model");

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(resolver.resolve("bob", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(refusals.of(AdapterRefusal.BASE_MODEL)).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutPiecesOfAnotherBaseModel() {
        share("sam", 1, 1, 2);
        for (String module : MODULES) {
            gateway.send(Records.piece("sue", module, 1, "another model", 10, 20));
        }
        gateway.send(assignment("ada", 1, MODEL, Map.of("sam", 1f, "sue", 1f)));

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.ASSEMBLED);

        assertThat(weights(served, "0.q")).containsExactly(1, 2);
        assertThat(refusals.of(AdapterRefusal.BASE_MODEL)).isEqualTo(2);
    }

    @Test
    void shouldComposeWithoutPiecesThatWereWithdrawn() {
        share("sam", 1, 1, 2);
        share("sue", 1, 10, 20);
        gateway.send(assignment("ada", 1, MODEL, Map.of("sam", 1f, "sue", 1f)));
        String before = resolver.resolve("ada", AdapterPolicy.AUTO).digest();

        gateway.withdraw("sue", "0.q");

        ServedAdapter after = resolver.resolve("ada", AdapterPolicy.AUTO);
        assertThat(weights(after, "0.q")).containsExactly(1, 2);
        assertThat(weights(after, "0.v")).containsExactly(11, 22);
        assertThat(after.digest()).isNotEqualTo(before);
        assertThat(refusals.of(AdapterRefusal.MISSING_PIECE)).isPositive();
    }

    @Test
    void shouldServeTheBaseModelWhenNoPieceIsLeft() {
        assign("ada", 1, MODEL);

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
    }

    @Test
    void shouldTakeUpANewVersionOfAPiece() {
        share("sam", 1, 1, 2);
        assign("ada", 1, MODEL);
        assertThat(weights(resolver.resolve("ada", AdapterPolicy.AUTO), "0.q")).containsExactly(1, 2);

        share("sam", 2, 3, 4);

        assertThat(weights(resolver.resolve("ada", AdapterPolicy.AUTO), "0.q")).containsExactly(3, 4);
    }

    @Test
    void shouldComposeOnceForTheSameAssignmentAndPieces() {
        share("sam", 1, 1, 2);
        assign("ada", 1, MODEL);

        ServedAdapter first = resolver.resolve("ada", AdapterPolicy.AUTO);
        ServedAdapter second = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(second.adapter()).isSameAs(first.adapter());
        assertThat(cache.stats().hitCount()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnAdapterWhoseContentIsNotItsDigest() {
        for (String module : MODULES) {
            gateway.send(Records.module("ada", module, 1, 2, MODEL, digest(5, 6), 5, 7));
        }

        assertThat(resolver.resolve("ada", AdapterPolicy.OWN).kind()).isEqualTo(BASE);
        assertThat(refusals.of(AdapterRefusal.DIGEST)).isEqualTo(1);
    }

    @Test
    void shouldRefuseAnAdapterOfAnotherLayout() {
        gateway.send(Records.module("ada", "0.q", 1, 1, MODEL, "any", 5, 6));
        gateway.send(Records.module("bob", "7.q", 1, 2, MODEL, "any", 5, 6));
        gateway.send(Records.module("bob", "8.q", 1, 2, MODEL, "any", 5, 6));

        assertThat(resolver.resolve("ada", AdapterPolicy.OWN).kind()).isEqualTo(BASE);
        assertThat(resolver.resolve("bob", AdapterPolicy.OWN).kind()).isEqualTo(BASE);
        assertThat(refusals.of(AdapterRefusal.LAYOUT)).isEqualTo(2);
    }

    /** Half a surrogate pair is written as a question mark, so the stores find that user's records. */
    @Test
    void shouldNeverServeAnotherUsersAdapter() {
        train("?", 1, MODEL, 5, 6);
        share("sam", 1, 1, 2);
        assign("?", 1, MODEL);
        assertThat(resolver.resolve("?", AdapterPolicy.OWN).kind()).isEqualTo(OWN);

        for (AdapterPolicy policy : AdapterPolicy.values()) {
            assertThat(resolver.resolve("\ud800", policy).kind()).isEqualTo(BASE);
        }
        assertThat(refusals.of(AdapterRefusal.OWNER)).isPositive();
    }

    @Test
    void shouldRefuseASumThatIsNotFinite() {
        share("sam", 1, 1e14f, 1);
        gateway.send(assignment("ada", 1, MODEL, Map.of("sam", 1e30f)));

        assertThat(resolver.resolve("ada", AdapterPolicy.ASSEMBLED).kind()).isEqualTo(BASE);
        assertThat(refusals.of(AdapterRefusal.NOT_FINITE)).isEqualTo(1);
    }

    @Test
    void shouldKeepNothingThatWasDroppedWhileItWasMade() {
        var key = new AdapterCache.Key(OWN, "ada", 1, "d");
        for (Runnable drop : List.<Runnable>of(() -> cache.drop("ada"), cache::dropAll)) {
            Thread erasure = new Thread(drop);
            cache.get(key, () -> {
                erasure.start();
                join(erasure);
                return Adapter.zero(LAYOUT);
            });

            assertThat(cache.size()).isZero();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldServeNothingOfAnErasedUserAndCacheNothing() {
        share("sam", 1, 1, 2);
        assign("ada", 1, MODEL);
        train("ada", 1, MODEL, 5, 6);
        resolver.resolve("ada", AdapterPolicy.OWN);
        resolver.resolve("ada", AdapterPolicy.ASSEMBLED);
        assertThat(cache.size()).isEqualTo(2);

        gateway.erase("ada", DrivenGateway.NOW);
        cache.drop("ada");

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(cache.size()).isZero();
    }

    @Test
    void shouldServeNoAdapterOfAnotherMethod() {
        for (String module : MODULES) {
            gateway.send(AdapterModule.newBuilder(Records.module("ada", module, 1, 2, MODEL, digest(5, 6), 5, 6))
                    .setMethod("ia3")
                    .build());
        }

        assertThat(resolver.resolve("ada", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
        assertThat(refusals.of(AdapterRefusal.LAYOUT)).isPositive();
    }

    @Test
    void shouldServeAPromptAndAssembleNothingBesideIt() {
        AdapterLayout layout = new AdapterLayout(
                AdapterCodec.PROMPT, 1, 1, List.of(new ModuleShape(ModuleId.parse("0.prompt"), 2, 2)));
        resolver = resolver(layout);
        byte[] bytes = LittleEndianFloats.encode(new float[] {5, 6}).array();
        String digest = Adapter.ofBytes(layout, Map.of(ModuleId.parse("0.prompt"), bytes))
                .digest();
        share("sam", 1, 1, 2);
        assign("ada", 1, MODEL);
        assign("bob", 1, MODEL);
        gateway.send(AdapterModule.newBuilder(Records.module("ada", "0.prompt", 4, 1, MODEL, digest, 5, 6))
                .setMethod("prompt")
                .setRank(1)
                .setAlpha(1)
                .build());

        ServedAdapter served = resolver.resolve("ada", AdapterPolicy.AUTO);

        assertThat(served.kind()).isEqualTo(OWN);
        assertThat(weights(served, "0.prompt")).containsExactly(5, 6);
        assertThat(resolver.resolve("bob", AdapterPolicy.AUTO).kind()).isEqualTo(BASE);
    }

    @Test
    void shouldHoldNoMoreThanItsBoundOfBytes() {
        AdapterCache small = new AdapterCache(20, Duration.ofMinutes(5));
        for (int version = 1; version <= 5; version++) {
            var key = new AdapterCache.Key(OWN, "ada", version, "d");
            small.get(key, () -> Adapter.zero(LAYOUT));
        }

        assertThat(small.size()).isEqualTo(1);
    }

    private void assign(String user, long version, String baseModel) {
        gateway.send(assignment(user, version, baseModel, Map.of("sam", 1f)));
    }

    private static Assignment assignment(String user, long version, String model, Map<String, Float> sharers) {
        return Records.assignment(user, version, model, MODULES, sharers);
    }

    private void train(String user, long version, String baseModel, float... weights) {
        for (String module : MODULES) {
            gateway.send(Records.module(user, module, version, 2, baseModel, digest(weights), weights));
        }
    }

    private void hold(String user, long version, long good) {
        for (String module : MODULES) {
            gateway.send(AdapterModule.newBuilder(Records.module(user, module, version, 2, MODEL, digest(5, 6), 5, 6))
                    .setHeld("norm")
                    .setGoodVersion(good)
                    .build());
        }
    }
}

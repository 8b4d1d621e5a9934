package dev.intarsia.gateway.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.serving.ModelFit;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gateway with a model says of adapters and pieces that its model cannot serve. */
class RefusedAdaptersTest {
    private static final String MODEL = "the base model";
    private static final AdapterLayout LAYOUT = new AdapterLayout(
            2, 2, List.of(new ModuleShape(ModuleId.parse("0.q"), 3, 1), new ModuleShape(ModuleId.parse("0.v"), 3, 1)));

    @TempDir
    Path directory;

    @AutoClose
    private DrivenGateway gateway;

    @BeforeEach
    void start() {
        gateway = new DrivenGateway(
                directory, new HistoryBounds(3, 1 << 20), DrivenGateway.NOBODY, new ModelFit(MODEL, LAYOUT));
    }

    @Test
    void shouldKeepTheVersionBeforeOneWhoseContentIsNotItsDigests() {
        version(1, digest(5, 6), 5, 6);
        version(2, digest(5, 6), 5, 7);

        assertThat(gateway.state().ownVersion("ada").orElseThrow().getVersion()).isEqualTo(1);
        DeadLetter letter = DeadLetter.read(gateway.deadLetters().readRecord().headers());
        assertThat(letter.topic()).isEqualTo("adapters");
        assertThat(letter.reason()).contains(RefusalReason.DIGEST);
        assertThat(letter.cause()).contains("version 2 of user 'ada'");
        assertThat(gateway.deadLetters().isEmpty()).isTrue();
        assertThat(gateway.refused().of("adapters", Outcome.DEAD_LETTER, RefusalReason.DIGEST))
                .isEqualTo(1);

        version(3, digest(7, 8), 7, 8);

        assertThat(gateway.state().ownVersion("ada").orElseThrow().getVersion()).isEqualTo(3);
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        Records.module("ada", "0.q", 1, 1, "another model", "any", 5, 6), RefusalReason.BASE_MODEL),
                Arguments.of(Records.module("ada", "0.q", 1, 1, MODEL, "any", 5, 6), RefusalReason.SHAPE),
                Arguments.of(Records.module("ada", "7.q", 1, 1, MODEL, "any", 5, 6), RefusalReason.SHAPE));
    }

    /** A change of the base model makes all adapters such: they are counted, never brought to the dead letters. */
    @ParameterizedTest
    @MethodSource("unfit")
    void shouldCountAnAdapterThatTheModelCannotServe(AdapterModule module, RefusalReason reason) {
        gateway.send(module);

        assertThat(gateway.refused().of("adapters", Outcome.UNFIT, reason)).isEqualTo(1);
        assertThat(gateway.deadLetters().isEmpty()).isTrue();
    }

    static Stream<Arguments> unfitPieces() {
        return Stream.of(
                Arguments.of(Records.piece("sam", "0.q", 1, "another model", 1, 2), RefusalReason.BASE_MODEL),
                Arguments.of(Records.piece("sam", "0.q", 1, MODEL, 1, 2, 3, 4), RefusalReason.SHAPE),
                Arguments.of(Records.piece("sam", "7.q", 1, MODEL, 1, 2), RefusalReason.SHAPE));
    }

    @ParameterizedTest
    @MethodSource("unfitPieces")
    void shouldCountAPieceThatTheModelCannotServe(Piece piece, RefusalReason reason) {
        gateway.send(piece);
        gateway.pass(Duration.ofSeconds(1));

        assertThat(gateway.refused().of("pieces", Outcome.UNFIT, reason)).isEqualTo(1);
        assertThat(gateway.deadLetters().isEmpty()).isTrue();
    }

    static Stream<Arguments> refusedPieces() {
        return Stream.of(
                Arguments.of("sam/0.q", Records.piece("sam", "0.q", 1, MODEL, Float.NaN, 2), RefusalReason.NOT_FINITE),
                Arguments.of("sam/0.q", Records.piece("sam", "0.q", 1, MODEL, 1e20f, 2), RefusalReason.NORM),
                Arguments.of("sam/0.q", Records.piece("sue", "0.q", 1, MODEL, 1, 2), RefusalReason.OWNER));
    }

    @ParameterizedTest
    @MethodSource("refusedPieces")
    void shouldNameTheReasonOfAPieceThatItRefuses(String key, Piece piece, RefusalReason reason) {
        gateway.send(gateway.topics().pieces(), ModuleKey.parse(key), piece, DrivenGateway.NOW);
        gateway.pass(Duration.ofSeconds(1));

        assertThat(DeadLetter.read(gateway.deadLetters().readRecord().headers()).reason())
                .contains(reason);
        assertThat(gateway.refused().of("pieces", Outcome.DEAD_LETTER, reason)).isEqualTo(1);
        assertThat(gateway.pool().size()).isZero();
    }

    private void version(long version, String digest, float... weights) {
        for (String module : List.of("0.q", "0.v")) {
            gateway.send(Records.module("ada", module, version, 2, MODEL, digest, weights));
        }
    }

    private static String digest(float... weights) {
        byte[] bytes = LittleEndianFloats.encode(weights).array();
        return Adapter.ofBytes(LAYOUT, Map.of(ModuleId.parse("0.q"), bytes, ModuleId.parse("0.v"), bytes))
                .digest();
    }
}

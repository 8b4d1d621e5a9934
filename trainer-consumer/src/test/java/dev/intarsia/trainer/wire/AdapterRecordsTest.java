package dev.intarsia.trainer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.choice.ComparedLosses;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.AdapterLineage;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.AssembledBase;
import dev.intarsia.oppu.learn.HoldReason;
import dev.intarsia.oppu.learn.LineageRoot;
import dev.intarsia.oppu.learn.UpdateRun;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.GateKind;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.validation.RefusalReason;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterRecordsTest {
    /** Avro copies records of the contracts only once serdes were made. */
    @AutoClose
    private static final AvroSerdes SERDES =
            new AvroSerdes(new Registry(new MockSchemaRegistryClient(), "mock://records", RetryPolicy.DEFAULT));

    private final AdapterAssembly assembly = new AdapterAssembly("base", Adapters.LAYOUT);

    @Test
    void shouldReassembleAnAdapterFromItsRecords() {
        AdapterState state = Adapters.state(1, 12);

        List<AdapterModule> records = AdapterRecords.of("ada", standing(state, 3), state, "base");
        AdapterAssembly.Found found = assembly.assemble(byModule(records));

        assertThat(records).extracting(AdapterModule::getModule).containsExactly("0.q", "0.v", "1.q", "1.v");
        assertThat(found.state()).isEqualTo(state);
        assertThat(found.own()).isEqualTo(standing(state, 3));
        assertThat(found.newestVersion()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("bases")
    void shouldSayWhatAResidualIsOnTopOf(AssembledBase beneath) {
        AdapterState state = AdapterState.start(Adapters.state(1, 12).adapter());
        AdapterVersion residual = standing(state, 3).on(beneath);

        List<AdapterModule> records = AdapterRecords.of("ada", residual, state, "base");

        assertThat(records).allSatisfy(record -> {
            assertThat(record.getBase()).isEqualTo(AdapterBase.ASSEMBLED);
            assertThat(record.getAssignment()).isEqualTo(beneath.assignment());
            assertThat(record.getAssembledDigest()).isEqualTo(beneath.digest());
        });
        assertThat(assembly.assemble(byModule(records)).own()).isEqualTo(residual);
    }

    static Stream<AssembledBase> bases() {
        return Stream.of(AssembledBase.NONE, new AssembledBase(7, "a".repeat(64)));
    }

    @ParameterizedTest
    @EnumSource(
            value = TuningMethod.class,
            names = {"IA3", "PROMPT"})
    void shouldReassembleAdaptersOfEveryMethodAndNoneOfAnother(TuningMethod method) {
        AdapterLayout layout = AdapterLayout.of(Adapters.CONFIG, method.codec(), 3, 3, Set.of());
        AdapterState state = Adapters.state(layout, 1, 12);

        List<AdapterModule> records = AdapterRecords.of("ada", standing(state, 3), state, "base");

        assertThat(records).extracting(AdapterModule::getMethod).containsOnly(method.text());
        assertThat(new AdapterAssembly("base", layout)
                        .assemble(byModule(records))
                        .state())
                .isEqualTo(state);
        List<AdapterModule> others = records.stream()
                .map(record ->
                        AdapterModule.newBuilder(record).setMethod("lora").build())
                .toList();
        assertThat(new AdapterAssembly("base", layout)
                        .assemble(byModule(others))
                        .state())
                .isNull();
    }

    @Test
    void shouldOmitTheMomentsOfAFreshOptimizer() {
        AdapterState state = AdapterState.start(Adapters.state(1, 12).adapter());

        List<AdapterModule> records = AdapterRecords.of("ada", standing(state, 1), state, "base");

        assertThat(records).allSatisfy(record -> {
            assertThat(record.getFirstMoment().remaining()).isZero();
            assertThat(record.getSecondMoment().remaining()).isZero();
        });
        assertThat(assembly.assemble(byModule(records)).state()).isEqualTo(state);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of((Consumer<Map<String, AdapterModule>>) records -> records.remove("1.q"), null),
                change("1.q", record -> record.setVersion(2), null),
                change("0.v", record -> record.setBaseModel("other"), RefusalReason.BASE_MODEL),
                change("0.v", record -> record.setRank(4), RefusalReason.SHAPE),
                change("0.v", record -> record.setAlpha(1.0), RefusalReason.SHAPE),
                change("1.v", record -> record.setModules(5), RefusalReason.SHAPE),
                change(
                        "0.q",
                        record -> record.setWeights(LittleEndianFloats.encode(new float[3])),
                        RefusalReason.SHAPE),
                change(
                        "0.q",
                        record -> record.setWeights(LittleEndianFloats.encode(new float[8])),
                        RefusalReason.DIGEST),
                change(
                        "0.q",
                        record -> record.setSecondMoment(LittleEndianFloats.encode(new float[0])),
                        RefusalReason.SHAPE));
    }

    private static Arguments change(
            String module, Consumer<AdapterModule.Builder> damage, @Nullable RefusalReason reason) {
        Consumer<Map<String, AdapterModule>> change = records -> records.computeIfPresent(module, (name, record) -> {
            AdapterModule.Builder builder = AdapterModule.newBuilder(record);
            damage.accept(builder);
            return builder.build();
        });
        return Arguments.of(change, reason);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldReadNothingFromRecordsThatAreNotOneWholeVersion(
            Consumer<Map<String, AdapterModule>> damage, @Nullable RefusalReason reason) {
        AdapterState state = Adapters.state(1, 12);
        Map<String, AdapterModule> records = byModule(AdapterRecords.of("ada", standing(state, 3), state, "base"));

        damage.accept(records);

        AdapterAssembly.Found found = assembly.assemble(records);
        assertThat(found.own()).isNull();
        assertThat(found.state()).isNull();
        assertThat(found.newestVersion()).isEqualTo(3);
        assertThat(found.unfit() == null ? null : found.unfit().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCutAPieceWithItsGateAndTheGatesKind(dev.intarsia.pieces.pool.GateKind kind) {
        Adapter adapter = Adapters.state(1, 12).adapter();
        ModuleId module = ModuleId.parse("1.v");
        float[] gate = {0.5f, -1, 2};

        PieceRecords records = new PieceRecords("base", Adapters.LAYOUT, kind);
        Piece piece = records.cut("ada", standing(Adapters.state(1, 12), 4), adapter, module);
        Gate cut = records.gate(piece, gate, LittleEndianFloats.encode(new float[] {9}));

        assertThat(LittleEndianFloats.decode(piece.getWeights())).isEqualTo(adapter.weights(module));
        assertThat(piece.getGate().hasRemaining()).isFalse();
        assertThat(piece.getGateKind()).isEqualTo(GateKind.valueOf(kind.name()));
        assertThat(piece.getVersion()).isEqualTo(4);
        assertThat(piece.getEvents()).isEqualTo(32);
        assertThat(piece.getLastIngestedAt()).isEqualTo(Instant.ofEpochMilli(4));
        assertThat(piece.getDigest()).isEqualTo(PieceDigest.of(adapter.weights(module), new float[0]));
        assertThat(LittleEndianFloats.decode(cut.getGate())).isEqualTo(gate);
        assertThat(LittleEndianFloats.decode(cut.getSketch()))
                .isEqualTo(kind == dev.intarsia.pieces.pool.GateKind.GRADIENT ? new float[0] : new float[] {9});
        assertThat(cut.getKind()).isEqualTo(GateKind.valueOf(kind.name()));
        assertThat(cut.getVersion()).isEqualTo(4);
        assertThat(cut.getEvents()).isEqualTo(32);
        assertThat(cut.getLastIngestedAt()).isEqualTo(Instant.ofEpochMilli(4));
        assertThat(cut.getPieceDigest()).isEqualTo(piece.getDigest());
        assertThat(cut.getDigest()).isEqualTo(PieceDigest.ofGate(piece.getDigest(), cut.getGate()));
    }

    private static AdapterVersion standing(AdapterState state, long version) {
        return new AdapterVersion(
                version,
                version - 1,
                8 * version,
                "e" + version,
                Instant.ofEpochMilli(version),
                state.adapter().digest(),
                new AdapterLineage(
                        "hash" + version,
                        "recipe",
                        new LineageRoot(1, 8, "hash1"),
                        List.of(new UpdateRun(2, 16, LoadLevel.FEWER_UPDATES)),
                        List.of(2L)),
                new AdapterHold(HoldReason.NORM, 1, Instant.ofEpochMilli(version - 1)),
                null,
                new LossTrend(List.of(0.5f, 1.25f), 8, new ComparedLosses(24, 1.7, 2.1)));
    }

    private static Map<String, AdapterModule> byModule(List<AdapterModule> records) {
        Map<String, AdapterModule> newest = new HashMap<>();
        records.forEach(record -> newest.put(record.getModule(), record));
        return newest;
    }
}

package dev.intarsia.replay.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.pool.Sharer;
import dev.intarsia.trainer.share.SharedModules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweptPoolTest {
    private static final int SKETCH = 32;

    @TempDir
    static Path directory;

    private static ReplayModel model;
    private static SweptPool pool;

    @BeforeAll
    static void load() throws IOException {
        model = Models.tiny(directory, "movie-rating");
        pool = new SweptPool(
                model,
                Stream.of("zoe", "ann", "mia", "bob").map(SweptPoolTest::sharer).toList());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Sharer sharer(String user) {
        AdapterLayout layout = model.model().layout();
        float[] values = new float[Math.toIntExact(layout.size())];
        SplittableRandom random = new SplittableRandom(user.hashCode());
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        Adapter adapter = Adapter.of(AdapterValues.of(layout, values));
        GradientGates made = new GradientGates(model.model().fingerprint(), layout, SKETCH);
        Map<ModuleId, float[]> gates = new TreeMap<>();
        layout.modules().forEach(module -> gates.put(module.id(), made.of(module.id(), adapter.weights(module.id()))));
        return new Sharer(user, 1, adapter, SignatureSum.empty(), gates);
    }

    @Test
    void shouldTakeTheFirstSharersWithAllTheirPieces() {
        PiecePool two = pool.first(2);

        assertThat(two.sharers()).containsExactly("ann", "zoe");
        assertThat(two.size()).isEqualTo(2 * model.model().layout().modules().size());
        assertThat(pool.first(2)).as("prepared once").isSameAs(two);
        assertThat(pool.first(9).sharers()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.8, 1})
    void shouldShareTheModulesThatTheTrainerWouldShare(double ratio) {
        PiecePool shared = pool.sharing(pool.first(3), ratio);

        List<ModuleId> modules =
                model.model().layout().modules().stream().map(ModuleShape::id).toList();
        for (String sharer : List.of("zoe", "ann", "mia")) {
            assertThat(shared.modules().values().stream()
                            .flatMap(module -> module.find(sharer).stream())
                            .map(PieceGate::module))
                    .containsExactlyInAnyOrderElementsOf(SharedModules.of(sharer, ratio, modules));
        }
        assertThat(shared.sharers()).doesNotContain("bob");
    }
}

package dev.intarsia.pieces.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.infer.LossChange;
import dev.intarsia.pieces.infer.LossChanges;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class HarmRuleTest {
    private static final ModuleId QUERY = ModuleId.parse("0.q");
    private static final ModuleId VALUE = ModuleId.parse("0.v");
    private static final HarmRule RULE = new HarmRule(3);
    private static final int LENGTH = 16;

    @Test
    void shouldEstimateTheChangeToSecondOrder() {
        PiecePool pool = pool(Map.of("ada", new float[][] {{2, 0}, {0, 1}}));
        Map<String, List<Map<ModuleId, float[]>>> events = Map.of(
                "bob", List.of(event(new float[] {0.25f, 3}, new float[] {5, 0.5f})),
                "cid", List.of(event(new float[] {-0.5f, 0}, new float[] {0, 0})),
                "ada", List.of(event(new float[] {9, 9}, new float[] {9, 9})));

        LossChange change = LossChanges.of(pool, events).get("ada");

        // bob: a is 1, cid: a is -1, both within four times the median norm; ada's own events say nothing of others.
        assertThat(change.users()).isEqualTo(2);
        assertThat(change.mean()).isEqualTo((-0.5 + 1.5) / 2, within(1e-6));
        assertThat(change.error()).isEqualTo(1, within(1e-6));
        assertThat(change.alignment())
                .isEqualTo(
                        (1 / Math.hypot(Math.hypot(0.25, 3), Math.hypot(5, 0.5)) - 2) / 2 / Math.sqrt(5), within(1e-6));
    }

    @Test
    void shouldFindWhoWasTrainedOnInvertedAnswersAndNoHonestSharer() {
        int found = 0;
        int falseAlarms = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Map<String, float[]> tastes = new HashMap<>();
            Map<String, float[][]> gates = new HashMap<>();
            for (int i = 0; i < 40; i++) {
                float[] taste = taste(random);
                tastes.put("honest" + i, taste);
                gates.put("honest" + i, new float[][] {scaled(taste, 0.6f), scaled(taste, 0.3f)});
            }
            for (int i = 0; i < 4; i++) {
                float[] taste = taste(random);
                gates.put("inverted" + i, new float[][] {scaled(taste, -1.2f), scaled(taste, -0.6f)});
            }

            SortedMap<String, LossChange> harmful = RULE.harmful(LossChanges.of(pool(gates), population(random, 60)));

            found += (int) harmful.keySet().stream()
                    .filter(name -> name.startsWith("inverted"))
                    .count();
            falseAlarms += (int) harmful.keySet().stream()
                    .filter(name -> name.startsWith("honest"))
                    .count();
        }

        assertThat(found).as("of 200 inverted sharers").isEqualTo(200);
        assertThat(falseAlarms).as("of 2,000 honest sharers").isZero();
    }

    @Test
    void shouldFindNobodyWhereFewSharersOrUsersSayWhatIsUsual() {
        Map<String, LossChange> few = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            few.put("honest" + i, new LossChange(0.01 * i, 0.01, 0.1, 0.01, 100));
        }
        few.put("bad", new LossChange(9, 0.01, -0.5, 0.01, 100));
        Map<String, LossChange> more = new HashMap<>(few);
        more.put("honest6", new LossChange(0.02, 0.01, 0.1, 0.01, 100));
        Map<String, LossChange> fewUsers = new HashMap<>(more);
        fewUsers.put("bad", new LossChange(9, 0.01, -0.5, 0.01, 10));
        Map<String, LossChange> aligned = new HashMap<>(more);
        aligned.put("bad", new LossChange(9, 0.01, -0.01, 0.01, 100));

        assertThat(RULE.harmful(few)).isEmpty();
        assertThat(RULE.harmful(more)).containsOnlyKeys("bad");
        assertThat(RULE.harmful(fewUsers)).isEmpty();
        assertThat(RULE.harmful(aligned)).isEmpty();
        assertThat(new HarmRule(0).harmful(more)).isEmpty();
    }

    /** Minus the gradient of a quadratic loss is an event's optimum; all share a direction, and each has others. */
    private static Map<String, List<Map<ModuleId, float[]>>> population(Random random, int users) {
        Map<String, List<Map<ModuleId, float[]>>> population = new HashMap<>();
        for (int user = 0; user < users; user++) {
            float[] taste = taste(random);
            List<Map<ModuleId, float[]>> events = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                events.add(event(noisy(random, taste), noisy(random, taste)));
            }
            population.put("user" + user, events);
        }
        return population;
    }

    private static float[] taste(Random random) {
        float[] taste = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            taste[i] = (float) (0.3 + 0.3 * random.nextGaussian());
        }
        return taste;
    }

    private static float[] noisy(Random random, float[] taste) {
        float[] noisy = taste.clone();
        for (int i = 0; i < LENGTH; i++) {
            noisy[i] += (float) random.nextGaussian();
        }
        return noisy;
    }

    private static float[] scaled(float[] vector, float by) {
        float[] scaled = vector.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= by;
        }
        return scaled;
    }

    private static Map<ModuleId, float[]> event(float[] query, float[] value) {
        return Map.of(QUERY, query, VALUE, value);
    }

    private static PiecePool pool(Map<String, float[][]> gates) {
        List<PieceGate> pieces = new ArrayList<>();
        gates.forEach((sharer, own) -> {
            pieces.add(new PieceGate(new PieceId(sharer, QUERY), 1, "base", GateKind.GRADIENT, "digest", own[0]));
            pieces.add(new PieceGate(new PieceId(sharer, VALUE), 1, "base", GateKind.GRADIENT, "digest", own[1]));
        });
        return PiecePool.empty("base", GateKind.GRADIENT).with(pieces, List.of());
    }
}

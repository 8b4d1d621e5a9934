package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.BaseNDManager;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.gate.SignatureExtractor;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void shouldLeaveNothingBehindInNativeMemory() throws Exception {
        Golden golden = Golden.of("llama");
        try (LanguageModel model = golden.load();
                SlotDecoder decoder = new SlotDecoder(model, 2, 6);
                FusedTrainer trainer = new FusedTrainer(model, TrainingOptions.defaults());
                SignatureExtractor extractor = new SignatureExtractor(model, 16)) {
            List<Example> rows = golden.rows().subList(0, 4);
            Adapter adapter = golden.adapter(model.layout());
            UserUpdate update = new UserUpdate(AdapterState.start(adapter), List.of(rows, rows), 1);
            List<Integer> counts = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                new LossPass(model).losses(rows, Collections.nCopies(4, adapter));
                new LabelPass(model).next(List.of(rows.get(0).tokens()), List.of(adapter), new int[] {3, 4});
                new LabelPass(model).whole(List.of(new int[] {1, 5}), List.of(adapter), List.of(new int[] {3, 4}));
                extractor.of(rows);
                trainer.train(List.of(update));
                decoder.assign(1, adapter);
                decoder.read(List.of(new SlotRow(1, 0, rows.get(0).tokens(), new int[] {4, 1, 6, 2, 3, 5})));
                decoder.move(1, 0);
                counts.add(resources(model.manager()));
            }
            assertThat(counts.get(0)).isGreaterThan(20);
            assertThat(counts).containsOnly(counts.get(0));
        }
    }

    /** Everything that hangs on a manager and on the managers below it. */
    private static int resources(Object manager) throws ReflectiveOperationException {
        Field field = BaseNDManager.class.getDeclaredField("resources");
        field.setAccessible(true);
        int count = 0;
        for (Object resource : ((Map<?, ?>) field.get(manager)).values()) {
            count += resource instanceof BaseNDManager ? 1 + resources(resource) : 1;
        }
        return count;
    }
}

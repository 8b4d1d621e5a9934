package dev.intarsia.trainer.state;

import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.HistoryEvent;
import dev.intarsia.trainer.wire.Adapters;
import java.nio.file.Path;

/** Stores of small adapters and of events that are encoded already. */
public final class TestStores {
    private static final long BYTES = 4 << 20;

    private TestStores() {}

    public static TrainerStore open(Path directory) {
        return open(directory, "base", BYTES);
    }

    static TrainerStore open(Path directory, String baseModel, long historyBytes) {
        return new TrainerStore(
                directory.resolve("store"),
                new StoreIdentity(baseModel, Adapters.LAYOUT, 1000, "tasks"),
                new Codec(),
                BYTES,
                historyBytes);
    }

    private static final class Codec implements EventCodec {
        @Override
        public byte[] bytes(HistoryEvent event) {
            return ((EncodedEvent) event).bytes();
        }

        @Override
        public HistoryEvent event(byte[] bytes) {
            return EncodedEvent.ofBytes(bytes);
        }
    }
}

package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.checkpoint.Checkpoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The weights of a checkpoint's first layers, its embedding and its head, loaded once for all models of one precision. */
final class SharedWeights implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final int layers;
    private final NDManager manager;
    private @Nullable NDList loaded;

    /** @param manager owns what is loaded; closed with this */
    SharedWeights(Checkpoint checkpoint, int layers, NDManager manager) {
        this.checkpoint = checkpoint;
        this.layers = layers;
        this.manager = manager;
    }

    /** @param script of the first model; see {@link DecoderWeights#load} */
    NDList load(Script script) throws IOException {
        if (loaded == null) {
            loaded = DecoderWeights.load(manager, script, checkpoint, layers);
        }
        return loaded;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    int layers() {
        return layers;
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}

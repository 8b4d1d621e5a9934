package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A loaded script. Several threads may call its methods at once, but for one that sets a list. */
public final class Script implements AutoCloseable {
    private final PtSymbolBlock block;
    private final EngineThreads threads;

    private Script(PtSymbolBlock block, EngineThreads threads) {
        this.block = block;
        this.threads = threads;
    }

    /**
     * Loads a class from its source.
     *
     * @param methods the class's methods as the engine writes them, indented by two
     * @param lists names of its lists of tensors, empty until a method sets them
     */
    public static Script load(NDManager manager, String name, String methods, String... lists) {
        try (ByteArrayInputStream archive = new ByteArrayInputStream(ScriptArchive.of(name, methods, lists))) {
            return new Script(JniUtils.loadModule((PtNDManager) manager, archive, false, false), EngineThreads.ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same script, calling with other threads; closed with this one. */
    Script on(EngineThreads other) {
        return new Script(block, other);
    }

    /**
     * Calls a method without recording gradients.
     *
     * @param inputs the first decides which manager owns the results
     */
    public NDList call(String method, NDList inputs) {
        return call(method, inputs, false);
    }

    /**
     * Calls a method that takes gradients itself.
     *
     * @param inputs the first decides which manager owns the results
     */
    public NDList callWithGradients(String method, NDList inputs) {
        return call(method, inputs, true);
    }

    private NDList call(String method, NDList inputs, boolean gradients) {
        NDManager manager = inputs.get(0).getManager();
        threads.use();
        // Both settings belong to the thread; with the optimizer on, a thread's first calls recompile the script.
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(gradients);
        try (NDArray name = manager.create(new float[0])) {
            name.setName("module_method:" + method);
            NDList arguments = new NDList(inputs);
            arguments.add(name);
            return IValueUtils.forward(block, arguments, true);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}

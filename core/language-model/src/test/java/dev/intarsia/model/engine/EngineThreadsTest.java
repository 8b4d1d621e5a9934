package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EngineThreadsTest {
    @BeforeAll
    static void start() {
        NativeEngine.start();
    }

    @Test
    void shouldConcernTheCallingThreadAlone() {
        EngineThreads.ALL.use();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            int there = CompletableFuture.supplyAsync(EngineThreadsTest::afterOne, other)
                    .join();

            assertThat(there).isEqualTo(1);
            assertThat(JniUtils.getNumThreads()).isEqualTo(EngineThreads.started());
        } finally {
            other.shutdown();
        }
    }

    @Test
    void shouldGiveBackAllToAThreadThatBeganAfterAnotherTookOne() {
        EngineThreads.ALL.use();
        ExecutorService first = Executors.newSingleThreadExecutor();
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture.runAsync(EngineThreads.ONE::use, first).join();
            CompletableFuture<Integer> later = CompletableFuture.supplyAsync(
                    () -> {
                        EngineThreads.ALL.use();
                        return JniUtils.getNumThreads();
                    },
                    second);

            assertThat(later.join()).isEqualTo(EngineThreads.started());
        } finally {
            first.shutdown();
            second.shutdown();
        }
    }

    @Test
    void shouldComputeOnlySmallModelsOnOneThread() {
        assertThat(EngineThreads.of(model(256, 4, 4096))).isEqualTo(EngineThreads.ONE);
        assertThat(EngineThreads.of(model(576, 30, 49152))).isEqualTo(EngineThreads.ALL);
    }

    private static int afterOne() {
        EngineThreads.ONE.use();
        return JniUtils.getNumThreads();
    }

    private static ModelConfig model(int wide, int layers, int vocabulary) {
        AttentionShape attention = AttentionShape.plain(wide / 64, wide / 64, 64);
        return new ModelConfig(
                "llama",
                wide,
                3 * wide,
                layers,
                attention,
                Rope.plain(10000),
                1e-5,
                vocabulary,
                512,
                true,
                0,
                List.of(0));
    }
}

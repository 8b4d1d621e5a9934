package dev.intarsia.model.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.SafeTensors;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import dev.intarsia.model.engine.Golden;
import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.peft.PeftFolder;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of damaged files. Each is either read or refused with one of the two documented exceptions and a message
 * that names the file; never with anything else, and never after allocating much.
 */
class FuzzTest {
    private static final long MOST_ALLOCATED = 64L << 20;

    @TempDir
    Path directory;

    private Path checkpoint;
    private int refused;
    private int read;

    @BeforeEach
    void find() throws IOException {
        checkpoint = Golden.of("llama").directory();
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(String what, long seed, Attempt attempt) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            attempt.run();
            read++;
        } catch (MalformedCheckpointException | UnsupportedModelException e) {
            refused++;
            assertThat(e.getMessage())
                    .as("%s, seed %d", what, seed)
                    .contains(directory.toString())
                    .matches("[^\\p{Cntrl}\\p{Cs}]+[.?!\u2026]")
                    .hasSizeLessThan(1000);
        } catch (Throwable e) {
            throw new AssertionError(what + ", seed " + seed + ": " + e, e);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated by %s, seed %d", what, seed)
                .isLessThan(MOST_ALLOCATED);
    }

    private void assertMostlyRefused(int least) {
        assertThat(refused).isGreaterThan(least);
        assertThat(read).isPositive();
    }

    /** Damages the header as JSON with its length kept right, or any bytes. */
    private static byte[] safeTensors(Mutation mutation, byte[] original) throws IOException {
        if (mutation.oneIn(3)) {
            return mutation.ofBytes(original);
        }
        int length =
                (int) ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        byte[] header = mutation.ofJson(Arrays.copyOfRange(original, 8, 8 + length));
        byte[] start = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array();
        byte[] data = Arrays.copyOfRange(original, 8 + length, original.length);
        return Mutation.joined(Mutation.joined(start, header), data);
    }

    private static byte[] json(Mutation mutation, byte[] original) throws IOException {
        return mutation.oneIn(4) ? mutation.ofBytes(original) : mutation.ofJson(original);
    }

    @Test
    void shouldReadOrRefuseWeights() throws IOException {
        byte[] original = Files.readAllBytes(checkpoint.resolve("model.safetensors"));
        Path file = directory.resolve("model.safetensors");
        for (long seed = 0; seed < 1500; seed++) {
            Files.write(file, safeTensors(new Mutation(seed), original));
            attempt("weights", seed, () -> {
                SafeTensors tensors = SafeTensors.open(file);
                for (String name : tensors.names()) {
                    tensors.tensor(name).floats();
                }
            });
        }
        assertMostlyRefused(500);
    }

    @Test
    void shouldReadOrRefuseConfigs() throws IOException {
        Files.copy(checkpoint.resolve("model.safetensors"), directory.resolve("model.safetensors"));
        byte[] config = Files.readAllBytes(Golden.of("llama3").directory().resolve("config.json"));
        byte[] own = Files.readAllBytes(checkpoint.resolve("config.json"));
        byte[] generation =
                "{\"eos_token_id\": [2, 3], \"do_sample\": true, \"temperature\": 0.7, \"top_k\": 20}".getBytes();
        byte[] tokenizer = ("{\"eos_token\": \"</s>\", \"added_tokens_decoder\": {\"2\": {\"content\": \"</s>\"}, "
                        + "\"3\": {\"content\": \"<s>\"}}}")
                .getBytes();
        for (long seed = 0; seed < 1200; seed++) {
            Mutation mutation = new Mutation(seed);
            boolean beside = mutation.oneIn(4);
            Files.write(
                    directory.resolve("config.json"), beside ? own : json(mutation, mutation.oneIn(2) ? own : config));
            Files.write(directory.resolve("generation_config.json"), beside ? json(mutation, generation) : generation);
            Files.write(directory.resolve("tokenizer_config.json"), beside ? json(mutation, tokenizer) : tokenizer);
            attempt("configs", seed, () -> {
                Checkpoint.open(directory);
                GenerationDefaults.read(directory);
            });
        }
        assertMostlyRefused(400);
    }

    @Test
    void shouldReadOrRefuseAdapterFolders() throws IOException {
        ModelConfig base = ModelConfig.read(checkpoint);
        byte[] settings = Files.readAllBytes(checkpoint.resolve("peft/adapter_config.json"));
        byte[] tensors = Files.readAllBytes(checkpoint.resolve("peft/adapter_model.safetensors"));
        for (long seed = 0; seed < 1200; seed++) {
            Mutation mutation = new Mutation(seed);
            boolean weights = mutation.oneIn(2);
            Files.write(directory.resolve("adapter_config.json"), weights ? settings : json(mutation, settings));
            Files.write(
                    directory.resolve("adapter_model.safetensors"), weights ? safeTensors(mutation, tensors) : tensors);
            attempt("adapters", seed, () -> PeftFolder.open(directory).adapter(base));
        }
        assertMostlyRefused(300);
    }

    @Test
    void shouldReadOrRefuseTokenizers() throws IOException {
        TinyTokenizer.FILMS.write(directory);
        byte[] original = Files.readAllBytes(directory.resolve("tokenizer.json"));
        for (long seed = 0; seed < 1200; seed++) {
            Files.write(directory.resolve("tokenizer.json"), json(new Mutation(seed), original));
            attempt("tokenizer", seed, () -> {
                try (Tokenizer tokenizer = Tokenizer.open(directory)) {
                    tokenizer.decode(tokenizer.encode("Film: The Matrix (1999) 4.5 \u00e9\u4e2d \ud83d\ude00 <|eos|>"));
                }
            });
        }
        assertMostlyRefused(300);
    }
}

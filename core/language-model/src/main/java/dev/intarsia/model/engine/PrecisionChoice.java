package dev.intarsia.model.engine;

import ai.djl.ndarray.NDManager;
import dev.intarsia.model.checkpoint.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles {@link Precision#AUTO} by what a training pass and a decoding step of the model take in both types, measured in
 * turns. Which is faster follows from no instruction set's name: of two processors with {@code avx512_bf16} one multiplies
 * twice as fast in bf16, the other more slowly.
 */
final class PrecisionChoice {
    private static final Logger log = LoggerFactory.getLogger(PrecisionChoice.class);

    /** Up to so many weights the whole model is measured, beyond it the first layers. */
    private static final long WHOLE = 64_000_000;

    private static final int LAYERS = 2;

    private PrecisionChoice() {}

    /**
     * The precision to load a checkpoint with: the one asked for or, where that is {@link Precision#AUTO}, what was chosen
     * before on this processor or is measured now.
     *
     * @throws IOException where the checkpoint or the kept choice cannot be read
     */
    static Precision of(Checkpoint checkpoint, String fingerprint, EngineOptions options, NDManager manager)
            throws IOException {
        if (options.precision() != Precision.AUTO) {
            return options.precision();
        }
        Path directory = options.measurements();
        if (directory == null) {
            return measured(checkpoint, fingerprint, options, manager);
        }
        KeptPrecision kept = KeptPrecision.of(directory, fingerprint, manager.getDevice());
        Optional<Precision> before = kept.read();
        if (before.isPresent()) {
            log.info("Multiplying in {}, as measured before on this processor ({})", before.get(), kept.file());
            return before.get();
        }
        Precision precision = measured(checkpoint, fingerprint, options, manager);
        try {
            kept.write(precision);
        } catch (IOException e) {
            log.warn(
                    "The choice cannot be kept in {}, so the next start measures again: {}", kept.file(), e.toString());
        }
        return precision;
    }

    private static Precision measured(
            Checkpoint checkpoint, String fingerprint, EngineOptions options, NDManager manager) throws IOException {
        int all = checkpoint.config().layers();
        int layers = checkpoint.config().parameters() <= WHOLE ? all : Math.min(LAYERS, all);
        EngineOptions wideOptions = options.withPrecision(Precision.FP32);
        EngineOptions narrowOptions = options.withPrecision(Precision.BF16);
        Products products =
                Arithmetic.of(checkpoint, fingerprint, wideOptions, manager).products();
        try (SharedWeights wideWeights = new SharedWeights(checkpoint, layers, manager.newSubManager());
                SharedWeights narrowWeights = new SharedWeights(checkpoint, layers, manager.newSubManager());
                LanguageModel fp32 = LanguageModel.firstLayers(wideWeights, fingerprint, wideOptions, products);
                LanguageModel bf16 = LanguageModel.firstLayers(narrowWeights, fingerprint, narrowOptions, products);
                PassTimes wide = new PassTimes(fp32);
                PassTimes narrow = new PassTimes(bf16)) {
            PrecisionRounds rounds = PrecisionRounds.measure(wide, narrow);
            log.info("{}", rounds);
            return rounds.choice();
        }
    }
}

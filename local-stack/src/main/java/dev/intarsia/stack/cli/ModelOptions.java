package dev.intarsia.stack.cli;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.config.WeightsKind;
import dev.intarsia.model.checkpoint.Checkpoint;
import dev.intarsia.model.engine.CheckpointTrial;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.trainer.config.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The base model of a replay, and how the services would train and serve with it. */
final class ModelOptions {
    private static final String TRAINER = "trainer-consumer.";
    private static final String ASSEMBLER = "assembler-stream.";
    private static final String PRECISION = "model.precision";
    private static final String KEPT_PRECISION = "precision";

    @Mixin
    private final CheckpointOption checkpoint = new CheckpointOption();

    @Option(
            names = "--set",
            paramLabel = "SERVICE.KEY=VALUE",
            description = "A service's setting, as in trainer-consumer.update.every=16 or "
                    + "assembler-stream.weights.ridge.rho=0.4; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    Path checkpoint() {
        return checkpoint.directory();
    }

    /** The trainer's settings, with the precision left open where nobody chose one. */
    TrainerConfig trainer() {
        return TrainerConfig.SETTINGS.with(ofTrainer());
    }

    /**
     * The same with the precision settled, so that a run that is resumed goes on as it began, also on another machine.
     *
     * @param folder of the run, which keeps what was measured at its beginning
     * @throws IOException where the checkpoint cannot be read or the folder not be written
     */
    TrainerConfig settledTrainer(Path folder) throws IOException {
        TrainerConfig asked = trainer();
        if (asked.model().precision() != Precision.AUTO) {
            return asked;
        }
        Path kept = folder.resolve(KEPT_PRECISION);
        if (!Files.exists(kept)) {
            EngineOptions options = EngineOptions.of(asked.model());
            Files.writeString(
                    kept,
                    CheckpointTrial.precision(Checkpoint.open(checkpoint()), options)
                            .name());
        }
        Map<String, String> own = ofTrainer();
        own.put(PRECISION, Files.readString(kept).strip());
        return TrainerConfig.SETTINGS.with(own);
    }

    private Map<String, String> ofTrainer() {
        Map<String, String> own = of(TRAINER);
        own.putIfAbsent(PRECISION, Precision.AUTO.name());
        return own;
    }

    AssemblerConfig assembler() {
        return AssemblerConfig.SETTINGS.with(of(ASSEMBLER));
    }

    /** The same with weights of one kind, whichever is set. */
    AssemblerConfig assembler(WeightsKind kind) {
        Map<String, String> own = of(ASSEMBLER);
        own.put("weights.kind", kind.name().toLowerCase(Locale.ROOT));
        return AssemblerConfig.SETTINGS.with(own);
    }

    private Map<String, String> of(String service) {
        Map<String, String> own = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(service)) {
                own.put(name.substring(service.length()), value);
            } else if (!name.startsWith(TRAINER) && !name.startsWith(ASSEMBLER)) {
                throw new IllegalArgumentException("--set " + name + " is no setting of a replay; begin with " + TRAINER
                        + " or " + ASSEMBLER + " and a key.");
            }
        });
        return own;
    }
}
